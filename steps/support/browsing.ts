import { formOn, textOn } from '../../lab/devices/page.ts';
import type { Answer, Asked, Internet } from './internet.ts';
import { fillIn, type Person } from './pages.ts';

/** Where the pages ended. */
export interface Ending {
  /** The address that leads back to the application; undefined when a page was the end. */
  readonly back: URL | undefined;
  /** The number beside an error, on the last page. */
  readonly errorCode: number | undefined;
  readonly text: string;
}

const MOST_PAGES = 20;

/** A browser without script: it keeps cookies, follows redirects, and a person fills its pages in. */
export class Browser {
  readonly #internet: Internet;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #jar = new Map<string, Map<string, string>>();

  constructor(internet: Internet, correlationId: string) {
    this.#internet = internet;
    this.#headers = { 'client-request-id': correlationId };
  }

  /** Goes on until an address begins with `backTo`, or a page says an error or asks for what the person has not. */
  async through(start: string, backTo: string, person: Person): Promise<Ending> {
    const seen = new Set<string>();
    let answer = await this.#go(start);
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const { location, text } = answer;
      if (location?.startsWith(backTo) === true)
        return { back: new URL(location), errorCode: undefined, text };
      const next = location === undefined ? await nextOf(answer, person, seen) : { url: location };
      if (next === undefined) return { back: undefined, errorCode: errorOn(text), text };
      answer = await this.#go(new URL(next.url, answer.url).href, next.form);
    }
    throw new Error(`after ${MOST_PAGES} pages the sign-in has not ended; it is at ${answer.url}`);
  }

  async #go(url: string, form?: Asked['form']): Promise<Answer> {
    const { host } = new URL(url);
    const jar = this.#jar.get(host) ?? new Map<string, string>();
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.#headers, ...(cookie !== '' && { cookie }) };
    const answer = await this.#internet.call(url, { headers, ...(form && { form }) });
    for (const [name, value] of answer.cookies) jar.set(name, value);
    this.#jar.set(host, jar);
    return answer;
  }
}

interface Next {
  readonly url: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** What the person sends off; nothing when the page says an error, or is one that they have answered before. */
async function nextOf({ text }: Answer, person: Person, seen: Set<string>): Promise<Next | undefined> {
  const form = formOn(text);
  if (form === undefined || errorOn(text) !== undefined) return undefined;
  const filled = await fillIn(form, person);
  if (filled === undefined || seen.has(filled.page)) return undefined;
  seen.add(filled.page);
  return { url: form.action, form: filled.fields };
}

function errorOn(text: string): number | undefined {
  const code = Number.parseInt(textOn(text, 'errorCode') ?? '', 10);
  return Number.isNaN(code) ? undefined : code;
}
