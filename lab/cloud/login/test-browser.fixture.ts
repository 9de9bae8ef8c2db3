import type { Answer, Call, Caller } from '../empty-lab.fixture.ts';
import { formOn } from '../../devices/page.ts';

/** A browser without script, for tests: keeps cookies, sends forms, follows redirects within the service. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #call: Caller;
  url = '';

  constructor(call: Caller) {
    this.#call = call;
  }

  async get(url: string): Promise<Answer> {
    return this.#go(url, {});
  }

  /** Sends the page's first form with these fields changed; an undefined one is left out. */
  async submit(page: Answer, fields: Readonly<Record<string, string | undefined>> = {}): Promise<Answer> {
    const form = formOn(page.text);
    if (form === undefined) throw new Error(`no form on the page: ${page.text.slice(0, 2_000)}`);
    const all = Object.entries({ ...form.fields, ...fields }).filter(
      (one): one is [string, string] => one[1] !== undefined,
    );
    return this.#go(new URL(form.action, this.url).href, { form: Object.fromEntries(all) });
  }

  async post(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#go(url, { form });
  }

  async #go(url: string, call: Call): Promise<Answer> {
    this.url = url;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#call(url, { ...call, headers: { ...(cookie !== '' && { cookie }) } });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }
}

export function locationOf(answer: Answer): URL {
  return new URL(String(answer.headers['location']));
}
