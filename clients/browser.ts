import { wallClock } from '../lab/clock/wall-clock.ts';
import { callsOf, postForm, type Answer, type Call } from '../lab/devices/call.ts';
import { withCookies } from '../lab/devices/cookie-jar.ts';
import { formOn, textOn } from '../lab/devices/page.ts';
import { createDispatcher } from '../lab/http/dispatcher.ts';
import type { ClientPerson } from './client.ts';

/** What the person at the browser knows. */
export interface Knowledge extends ClientPerson {
  /** What a device shows. */
  readonly userCode?: string;
  /** Whether a device of that code is the person's own. */
  readonly confirm?: 'yes' | 'no';
  /** The one-time code that is asked for right now. */
  oneTimeCode(): Promise<string>;
}

export interface BrowserGround {
  /** The loopback address that answers all names. */
  readonly address: string;
  /** PEM. */
  readonly trust: string;
}

const LIMIT_MS = 30_000;
const MOST_PAGES = 20;

/** Where it came to an end: at an application, which is still to be asked, or at a last page. */
export interface Arrival {
  readonly url: URL;
  /** What the application is sent by `form_post`. */
  readonly posted?: Readonly<Record<string, string>>;
}

/** The arrival as an address: what would be posted stands in it. */
export function addressOf({ url, posted = {} }: Arrival): string {
  const whole = new URL(url);
  for (const [name, value] of Object.entries(posted)) whole.searchParams.set(name, value);
  return whole.href;
}

/** The browser's last step: it asks the application. Throws BrowserError. */
export async function deliver({ url, posted }: Arrival): Promise<void> {
  const answer = await fetch(
    url,
    posted === undefined ? {} : { method: 'POST', body: new URLSearchParams(posted) },
  );
  await answer.text();
  if (!answer.ok) throw new BrowserError(`${url.origin} answers ${answer.status}`);
}

/**
 * A person at a browser without script: follows redirects, fills in what pages ask for, and comes to an end at an
 * application, or at a page without a form. Throws BrowserError at an error page.
 */
export async function browse(start: string, who: Knowledge, ground: BrowserGround): Promise<Arrival> {
  const call = withCookies(callsOf(networkOf(ground), crypto.randomUUID()));
  let answer = await call(start);
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const code = textOn(answer.text, 'errorCode');
    if (code !== undefined) throw new BrowserError(`${answer.url} shows AADSTS${code}`);
    if (answer.status >= 400) throw new BrowserError(`${answer.url} answers ${answer.status}`);
    if (answer.location !== undefined) {
      const next = new URL(answer.location, answer.url);
      if (!isOfLab(next)) return { url: next };
      answer = await call(next.href);
      continue;
    }
    const form = formOn(answer.text);
    if (form === undefined) return { url: new URL(answer.url) };
    const target = new URL(form.action, answer.url);
    if (!isOfLab(target)) return { url: target, posted: form.fields };
    answer = await submit(call, answer, target, form, who);
  }
  throw new BrowserError(`${answer.url} and still no end after ${MOST_PAGES} pages`);
}

export class BrowserError extends Error {
  readonly code = 'PTALAB_CLIENTS_BROWSER';
}

function networkOf({ address, trust }: BrowserGround) {
  const resolve = (_name: string, port: number) => ({ host: address, port });
  const dispatcher = createDispatcher({ host: 'the scripted browser', resolve, trust });
  return { dispatcher, clock: wallClock('scripted browser'), limitMs: LIMIT_MS };
}

/** Applications live elsewhere. */
function isOfLab({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && !hostname.endsWith('.example') && hostname !== 'localhost';
}

async function submit(
  call: Call,
  page: Answer,
  target: URL,
  { fields }: { readonly fields: Readonly<Record<string, string>> },
  who: Knowledge,
): Promise<Answer> {
  const asked = async (): Promise<Readonly<Record<string, string>>> => {
    if ('passwd' in fields) return { passwd: who.password };
    if ('loginfmt' in fields) return { loginfmt: who.upn };
    if ('Password' in fields) return { UserName: who.upn, Password: who.password };
    if ('otc' in fields) return { otc: await codeFor(page, who) };
    return page.text.includes('name="confirm"') ? { confirm: who.confirm ?? 'yes' } : {};
  };
  return postForm(call, target.href, { ...fields, ...(await asked()) });
}

/** The page for a device's code and the one for a second factor name their field alike. */
function codeFor(page: Answer, who: Knowledge): Promise<string> {
  return page.text.includes('idTxtBx_SAOTCC_OTC') ? who.oneTimeCode() : Promise.resolve(who.userCode ?? '');
}
