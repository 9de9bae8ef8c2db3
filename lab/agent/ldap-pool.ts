import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { connectLdap, type DirectoryServer, type LdapClient } from '../ldap/client.ts';
import type { BindRequest, DomainController } from './directory.ts';
import { BindUnansweredError } from './errors.ts';
import type { BindResult } from './outcome.ts';
import { Places } from './places.ts';

export interface LdapPoolOptions {
  readonly server: DirectoryServer;
  readonly trust: readonly string[];
  readonly clock: Clock;
  /** Connections at most; each carries one bind at a time. */
  readonly connections?: number;
  readonly connectLimitMs?: number;
  readonly bindLimitMs?: number;
}

const CONNECTIONS = 8;
const CONNECT_LIMIT_MS = 5_000;
const BIND_LIMIT_MS = 60_000;

/** Warm LDAPS connections to one domain controller; a later bind replaces the one before (RFC 4511 section 4.2.1). */
export class LdapPool implements DomainController {
  readonly name: string;
  readonly #options: LdapPoolOptions;
  readonly #places: Places;
  readonly #idle: LdapClient[] = [];

  constructor(options: LdapPoolOptions) {
    this.name = options.server.name;
    this.#options = options;
    this.#places = new Places(options.connections ?? CONNECTIONS);
  }

  /**
   * One bind, sent once at most: a second one might count a wrong password twice. Throws BindUnansweredError when it
   * was sent, anything else when it was not.
   */
  bind(request: BindRequest, password: string): Promise<BindResult> {
    return this.#places.hold(async () =>
      this.#bindOver(this.#takeIdle() ?? (await this.#connect()), request, password),
    );
  }

  close(): void {
    for (const client of this.#idle.splice(0)) client.close();
  }

  /** A warm connection that has not been closed meanwhile, as far as is known. */
  #takeIdle(): LdapClient | undefined {
    let client = this.#idle.pop();
    while (client?.failure !== undefined) client = this.#idle.pop();
    return client;
  }

  async #connect(): Promise<LdapClient> {
    const { server, trust, clock, connectLimitMs = CONNECT_LIMIT_MS } = this.#options;
    using limit = deadline(clock, connectLimitMs, `connecting to ${server.name}`);
    return await connectLdap({ server, trust, signal: limit.signal });
  }

  async #bindOver(client: LdapClient, request: BindRequest, password: string): Promise<BindResult> {
    const { clock, bindLimitMs = BIND_LIMIT_MS } = this.#options;
    const limit = clock.after(bindLimitMs, `bind at ${this.name}`, () => client.close());
    try {
      const result = await client.bind(request.userPrincipalName, password, { requestId: request.requestId });
      this.#idle.push(client);
      return result;
    } catch (error) {
      client.close();
      throw new BindUnansweredError(this.name, error);
    } finally {
      limit.cancel();
    }
  }
}
