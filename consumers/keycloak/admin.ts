import { request } from 'undici';

export interface Reply {
  readonly status: number;
  /** JSON as it came, or text; undefined when empty. */
  readonly body: unknown;
  /** Last part of the `location` header: the id of what was created. */
  readonly id: string;
}

/** What a grant of tokens gave: the claims of the access token, or why not. */
export type Grant =
  | { readonly claims: Readonly<Record<string, unknown>> }
  | { readonly status: number; readonly error: string };

export class KeycloakError extends Error {
  readonly code = 'PTALAB_CONSUMER_KEYCLOAK';
}

const REALM = 'corp';
const HOUR = 3_600;

/** Keycloak's REST interface for administrators, and its token endpoint. */
export class Admin {
  readonly #origin: string;
  readonly #password: string;
  #token = '';

  private constructor(origin: string, password: string) {
    this.#origin = origin;
    this.#password = password;
  }

  static async open(origin: string, password: string): Promise<Admin> {
    const admin = new Admin(origin, password);
    await admin.#signIn();
    await admin.must('PUT', '/admin/realms/master', { accessTokenLifespan: HOUR });
    await admin.#signIn();
    return admin;
  }

  async #signIn(): Promise<void> {
    const { body } = await this.#grant('master', 'admin-cli', {
      username: 'admin',
      password: this.#password,
    });
    this.#token = text(body, 'access_token');
  }

  /** A call that may be refused; a path that begins with `./` is the realm's. */
  async call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Reply> {
    const url = `${this.#origin}${path.startsWith('./') ? `/admin/realms/${REALM}${path.slice(1)}` : path}`;
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const answer = await request(url, {
      method,
      headers,
      headersTimeout: 0,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return reply(answer);
  }

  /** A call that must succeed. Throws KeycloakError. */
  async must(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Reply> {
    const answer = await this.call(method, path, body);
    if (answer.status < 300) return answer;
    throw new KeycloakError(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** A list that must be there. */
  async list(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { body } = await this.must('GET', path);
    if (!Array.isArray(body)) throw new KeycloakError(`GET ${path}: ${JSON.stringify(body)} is no list`);
    return body.map(record);
  }

  /** The tokens that a user gets for a password. */
  async signIn(username: string, password: string): Promise<Grant> {
    const { status, body } = await this.#grant(REALM, 'app', { username, password });
    if (status !== 200) return { status, error: text(body, 'error_description') };
    const [, claims = ''] = text(body, 'access_token').split('.');
    return { claims: record(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))) };
  }

  async #grant(realm: string, client: string, user: { username: string; password: string }): Promise<Reply> {
    const form = new URLSearchParams({ grant_type: 'password', client_id: client, ...user });
    const url = `${this.#origin}/realms/${realm}/protocol/openid-connect/token`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return reply(await request(url, { method: 'POST', headers, body: form.toString() }));
  }
}

async function reply({ statusCode, headers, body }: Awaited<ReturnType<typeof request>>): Promise<Reply> {
  const said = await body.text();
  const isJson = String(headers['content-type']).startsWith('application/json');
  const id =
    String(headers['location'] ?? '')
      .split('/')
      .at(-1) ?? '';
  return { status: statusCode, body: isJson ? JSON.parse(said) : said || undefined, id };
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new KeycloakError(`${String(value)} is no object`);
  return { ...value };
}

export function text(value: unknown, key: string): string {
  const found = record(value)[key];
  return typeof found === 'string' ? found : JSON.stringify(found ?? value);
}
