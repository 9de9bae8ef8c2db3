import type { Session } from '../sign-in/session.ts';
import { GraphError, graphErrorFrom } from './graph-error.ts';

export interface Page<T> {
  readonly value: readonly T[];
  /** The next page's path. */
  readonly next: string | undefined;
}

interface Answered<T> {
  readonly value?: readonly T[];
  readonly '@odata.nextLink'?: string;
}

type Verb = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Graph, as the signed-in administrator. The token goes to Graph's own origin and nowhere else. */
export class GraphClient {
  readonly #origin: string;
  readonly #session: Session;
  readonly #ended: () => void;

  /** `ended` is called when the administrator has to sign in again. */
  constructor(origin: string, session: Session, ended: () => void) {
    this.#origin = origin;
    this.#session = session;
    this.#ended = ended;
  }

  /** Throws GraphError. */
  async get<T>(path: string): Promise<T> {
    // The caller names the resource's public type; the lab's Graph is typed against the same.
    return (await this.#ask('GET', path)) as T;
  }

  /** One page of a collection. Throws GraphError. */
  async page<T>(path: string): Promise<Page<T>> {
    const { value = [], '@odata.nextLink': link } = await this.get<Answered<T>>(path);
    const next = link === undefined ? undefined : URL.parse(link);
    // A page of another origin would be given the token.
    return { value, next: next?.origin === this.#origin ? `${next.pathname}${next.search}` : undefined };
  }

  /** All of a short collection. Throws GraphError. */
  async all<T>(path: string): Promise<readonly T[]> {
    const found: T[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const page: Page<T> = await this.page<T>(next);
      found.push(...page.value);
      next = page.next;
    }
    return found;
  }

  /** Throws GraphError. */
  send(verb: Exclude<Verb, 'GET'>, path: string, body?: unknown): Promise<unknown> {
    return this.#ask(verb, path, body);
  }

  async #ask(verb: Verb, path: string, body?: unknown): Promise<unknown> {
    const first = await this.#fetch(verb, path, body);
    const answer = first.status === 401 ? await this.#again(verb, path, body) : first;
    const said: unknown = await answer.json().catch(() => undefined);
    if (!answer.ok) throw graphErrorFrom(answer.status, said);
    return said;
  }

  async #again(verb: Verb, path: string, body: unknown): Promise<Response> {
    try {
      await this.#session.renew();
    } catch {
      this.#ended();
      throw new GraphError(401, 'InvalidAuthenticationToken', 'The session has ended. Signing in again …');
    }
    return this.#fetch(verb, path, body);
  }

  async #fetch(verb: Verb, path: string, body: unknown): Promise<Response> {
    const headers = {
      authorization: this.#session.authorization,
      'client-request-id': crypto.randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return fetch(`${this.#origin}${path}`, { method: verb, headers, credentials: 'omit', ...content }).catch(
      () => {
        throw new GraphError(0, 'unreachable', 'no answer');
      },
    );
  }
}
