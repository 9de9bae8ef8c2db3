import { createChance, type Chance } from '../../lab/chance/chance.ts';
import type { ProgramRequest } from '../../lab/devices/index.ts';
import type { Lab } from '../../lab/lab.ts';

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads; nothing is followed. */
  readonly location: string | undefined;
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Asked extends Pick<ProgramRequest, 'method' | 'headers'> {
  /** Posted as a browser posts a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: object;
}

/** Nobody answered. */
export class NoAnswerError extends Error {
  readonly code = 'PTALAB_STEPS_NO_ANSWER';
}

/** A client of the scenario's own, outside the corporate network, that calls the lab by its real names. */
export class Internet {
  readonly chance: Chance;
  readonly #lab: Pick<Lab, 'devices'>;

  constructor(lab: Pick<Lab, 'devices' | 'seed'>) {
    this.chance = createChance(`${lab.seed}/steps`);
    this.#lab = lab;
  }

  /** Throws NoAnswerError. */
  async call(url: string, asked: Asked = {}): Promise<Answer> {
    const answer = await this.#lab.devices.program.ask({ url, ...written(asked) });
    if (answer.kind === 'unreachable') throw new NoAnswerError(answer.reason);
    const { status, text, headers } = answer;
    const location = [headers['location'] ?? []].flat()[0];
    return { url, status, text, location, cookies: cookiesIn([headers['set-cookie'] ?? []].flat()) };
  }
}

function written({ method, headers = {}, form, json }: Asked): Omit<ProgramRequest, 'url'> {
  const body = form === undefined ? json && JSON.stringify(json) : new URLSearchParams(form).toString();
  if (body === undefined) return { method: method ?? 'GET', headers };
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  return { method: method ?? 'POST', headers: { ...headers, 'content-type': type }, body };
}

function cookiesIn(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.map((line) => {
      const [pair = ''] = line.split(';');
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    }),
  );
}
