import type { Dispatcher } from 'undici';
import { createChance, type Chance } from '../../lab/chance/chance.ts';
import { resolverOf } from '../../lab/hosting/name-table.ts';
import { ask, type AskOptions } from '../../lab/http/ask.ts';
import { createDispatcher } from '../../lab/http/dispatcher.ts';
import type { Lab } from '../../lab/lab.ts';

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads; nothing is followed. */
  readonly location: string | undefined;
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Asked {
  readonly method?: AskOptions['method'];
  readonly headers?: Readonly<Record<string, string>>;
  /** Posted as a browser posts a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Posted as JSON. */
  readonly json?: object;
}

/** A client of the scenario's own, outside the corporate network, that calls the lab by its real names. */
export class Internet {
  readonly chance: Chance;
  readonly #dispatcher: Dispatcher;

  constructor({ reach, trust, seed }: Pick<Lab, 'reach' | 'trust' | 'seed'>) {
    this.chance = createChance(`${seed}/steps`);
    this.#dispatcher = createDispatcher({
      host: 'the scenario',
      resolve: resolverOf(reach.names),
      trust,
    });
  }

  async call(url: string, { method, headers = {}, form, json }: Asked = {}): Promise<Answer> {
    const body = form === undefined ? json && JSON.stringify(json) : new URLSearchParams(form).toString();
    const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
    const answer = await ask(url, {
      dispatcher: this.#dispatcher,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...headers, ...(body !== undefined && { 'content-type': type }) },
      body,
    });
    const { location, 'set-cookie': lines = [] } = answer.headers;
    const cookies = new Map(lines.map((line) => pairOf(line.split(';')[0] ?? '')));
    return { url, status: answer.status, text: answer.text, location, cookies };
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }
}

function pairOf(cookie: string): readonly [name: string, value: string] {
  const equals = cookie.indexOf('=');
  return [cookie.slice(0, equals).trim(), cookie.slice(equals + 1).trim()];
}
