import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';
import type { Clock } from '../clock/clock.ts';
import { failureFacts } from '../history/failure.ts';
import type { HistorySink } from '../history/history.ts';
import { LdapConnection, type LdapLimits } from '../ldap/connection.ts';
import { ConnectionBook, type ConnectionLimits } from '../ldap/connection-book.ts';
import type { LinkIdentity, Service } from '../links/service.ts';
import type { Domain } from './core/domain.ts';
import { DirectorySession } from './session.ts';

export interface DomainControllerOptions {
  /** `DC1` */
  readonly name: string;
  readonly domain: Domain;
  readonly clock: Clock;
  readonly history: HistorySink;
  /** The certificate that LDAPS and StartTLS show. */
  readonly secureContext: SecureContext;
  /** Those of Windows unless given. */
  readonly limits?: Partial<LdapLimits & ConnectionLimits>;
}

/** One domain controller: two services over the domain that it shares with the others. */
export class DomainController {
  readonly name: string;
  readonly dnsName: string;
  readonly ldap: Service;
  readonly ldaps: Service;
  readonly #options: DomainControllerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #book: ConnectionBook;

  constructor(options: DomainControllerOptions) {
    this.#options = options;
    this.#book = new ConnectionBook(options.limits);
    this.name = options.name;
    this.dnsName = dnsNameOf(options.name, options.domain.names.dns);
    this.ldap = { name: `${this.name}/ldap`, accept: (socket, link) => this.#accept(socket, link, false) };
    this.ldaps = { name: `${this.name}/ldaps`, accept: (socket, link) => this.#accept(socket, link, true) };
  }

  get running(): boolean {
    return this.#options.domain.running.has(this.name);
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** Serves again; what the others learned meanwhile it knows at once. */
  start(): void {
    if (this.running) return;
    this.#options.domain.running.add(this.name);
    this.#options.history.append({ component: this.name, kind: 'dc.started' });
  }

  /** Drops every connection, and refuses new ones until it is started again. */
  stop(): void {
    if (!this.running) return;
    this.#options.domain.running.delete(this.name);
    this.disconnect();
    this.#options.history.append({ component: this.name, kind: 'dc.stopped' });
  }

  disconnect(): void {
    // Not reset: libuv refuses to reset a socket on which TLS is shutting down, and then leaks its handle.
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(socket: Socket, { from }: LinkIdentity, secure: boolean): void {
    if (!this.running || !this.#book.hasRoomFor(from)) {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const { domain, clock, history, secureContext, limits = {} } = this.#options;
    const wrap = (): TLSSocket => new TLSSocket(socket, { isServer: true, secureContext });
    const session = new DirectorySession({ domain, history, dc: this.name, dnsName: this.dnsName, from });
    const connection = new LdapConnection(secure ? wrap() : socket, session, {
      clock,
      limits,
      secure,
      startTls: wrap,
      onDefect: (error) => this.#reportDefect(error),
    });
    this.#book.enter(from, connection);
  }

  #reportDefect(error: unknown): void {
    this.#options.history.append({
      component: this.name,
      kind: 'request.failed',
      ...failureFacts(error),
    });
  }
}

/** `dc1.corp.contoso.com` for DC1. */
export function dnsNameOf(name: string, dnsDomain: string): string {
  return `${name.toLowerCase()}.${dnsDomain}`;
}
