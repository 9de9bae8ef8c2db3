import { request, type Dispatcher } from 'undici';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { generateKeys } from '../pki/key-source.ts';
import type { HostEntry } from './hosts.ts';

/** A lab with nothing in it, for this folder's own tests. */
export interface EmptyLab extends AsyncDisposable {
  readonly lab: LabClock;
  readonly history: History;
  readonly links: Links;
  readonly context: Awaited<ReturnType<typeof contextOf>>;
  /** A browser or app on the Internet that knows these names. */
  caller(hosts: readonly HostEntry[]): Promise<Caller>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface Call {
  readonly method?: Dispatcher.HttpMethod;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** As it is; its type stands among the headers. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Caller = (url: string, call?: Call) => Promise<Answer>;

const keys = generateKeys();

export async function emptyLab(seed = 'cloud tests'): Promise<EmptyLab> {
  const lab = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const history = new History({ now: () => lab.now() });
  const links = new Links();
  lab.join(links);
  const context = await contextOf(lab, history, links, seed);
  return {
    lab,
    history,
    links,
    context,
    caller: (hosts) => callerOf(lab, links, context.authority, hosts),
    [Symbol.asyncDispose]: async () => {
      await links[Symbol.asyncDispose]();
      lab.stop();
    },
  };
}

async function contextOf(lab: LabClock, history: History, links: Links, seed: string) {
  const authority = await Authority.create('CN=Lab CA');
  return { clock: lab.for('cloud'), history, chance: createChance(seed), authority, links, keys };
}

async function callerOf(
  lab: LabClock,
  links: Links,
  authority: Authority,
  hosts: readonly HostEntry[],
): Promise<Caller> {
  const entries = await Promise.all(
    hosts.map(async ({ name, port, service }) => {
      const link = await links.open('INTERNET', service);
      return [`${name}:${port}`, link.address] as const;
    }),
  );
  const addresses = new Map(entries);
  const resolve = (name: string, port: number) => addresses.get(`${name}:${port}`);
  const dispatcher = createDispatcher({ host: 'INTERNET', resolve, trust: authority.pem });
  return (url, call = {}) => lab.until(send(url, call, dispatcher), `the answer of ${url}`);
}

async function send(url: string, call: Call, dispatcher: Dispatcher): Promise<Answer> {
  const [type, body] = content(call);
  const {
    statusCode,
    headers,
    body: answered,
  } = await request(url, {
    dispatcher,
    method: call.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(type !== undefined && { 'content-type': type }), ...call.headers },
    ...(body !== undefined && { body }),
  });
  const text = await answered.text();
  return { status: statusCode, headers, text, json: parsed(text) };
}

function content({ form, json, body }: Call): [type?: string | undefined, body?: string] {
  if (body !== undefined) return [undefined, body];
  if (form !== undefined) return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
  return json === undefined ? [] : ['application/json', JSON.stringify(json)];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
