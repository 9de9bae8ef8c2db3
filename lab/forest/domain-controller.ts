import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';
import type { Chance } from '../chance/chance.ts';
import type { Clock } from '../clock/clock.ts';
import { failureFacts } from '../history/failure.ts';
import type { HistorySink } from '../history/history.ts';
import { LdapConnection, type LdapLimits } from '../ldap/connection.ts';
import { ConnectionBook, type ConnectionLimits } from '../ldap/connection-book.ts';
import type { LinkIdentity, Service } from '../links/service.ts';
import type { Domain, DomainControllerState } from './domain/domain.ts';
import { DirectorySession } from './session/session.ts';
import type { Forest } from './topology/forest.ts';
import type { Surroundings } from './topology/surroundings.ts';

export interface DomainControllerOptions {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly state: DomainControllerState;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  readonly history: HistorySink;
  /** For the challenges of NTLM. */
  readonly chance: Chance;
  /** The certificate that LDAPS and StartTLS show. */
  readonly secureContext: SecureContext;
  /** Those of Windows unless given. */
  readonly limits?: Partial<LdapLimits & ConnectionLimits>;
}

/** One domain controller: its ports, and who is connected to them. */
export class DomainController {
  readonly name: string;
  readonly dnsName: string;
  /** 389 and 636 */
  readonly ldap: Service;
  readonly ldaps: Service;
  /** 3268 and 3269; undefined unless it is a global catalog. */
  readonly gc: Service | undefined;
  readonly gcs: Service | undefined;
  readonly #options: DomainControllerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #book: ConnectionBook;

  constructor(options: DomainControllerOptions) {
    const { state, limits } = options;
    this.#options = options;
    this.#book = new ConnectionBook(limits);
    this.name = state.name;
    this.dnsName = state.dnsName;
    this.ldap = this.#port('ldap', { secure: false, globalCatalog: false });
    this.ldaps = this.#port('ldaps', { secure: true, globalCatalog: false });
    this.gc = state.isGlobalCatalog ? this.#port('gc', { secure: false, globalCatalog: true }) : undefined;
    this.gcs = state.isGlobalCatalog ? this.#port('gcs', { secure: true, globalCatalog: true }) : undefined;
  }

  get running(): boolean {
    return this.#options.state.running;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** Serves again; what is due from the others comes in at once. */
  start(): void {
    if (this.running) return;
    this.#options.state.running = true;
    this.#options.history.append({ component: this.name, kind: 'dc.started' });
  }

  /** Drops every connection, and refuses new ones until it is started again. */
  stop(): void {
    if (!this.running) return;
    this.#options.state.running = false;
    this.disconnect();
    this.#options.history.append({ component: this.name, kind: 'dc.stopped' });
  }

  disconnect(): void {
    // Not reset: libuv refuses to reset a socket on which TLS is shutting down, and then leaks its handle.
    for (const socket of this.#sockets) socket.destroy();
  }

  #port(name: string, kind: Port): Service {
    return { name: `${this.name}/${name}`, accept: (socket, link) => this.#accept(socket, link, kind) };
  }

  #accept(socket: Socket, { from }: LinkIdentity, { secure, globalCatalog }: Port): void {
    if (!this.running || !this.#book.hasRoomFor(from)) {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const { forest, domain, surroundings, clock, history, secureContext, limits = {} } = this.#options;
    const wrap = (): TLSSocket => new TLSSocket(socket, { isServer: true, secureContext });
    const challenge = (): Buffer => this.#challenge();
    const origin = { from, secure, globalCatalog };
    const place = { forest, domain, surroundings, dc: this.name, ...origin, history, challenge };
    const connection = new LdapConnection(secure ? wrap() : socket, new DirectorySession(place), {
      clock,
      limits,
      secure,
      startTls: wrap,
      onDefect: (error) => this.#reportDefect(error),
    });
    this.#book.enter(from, connection);
  }

  #challenge(): Buffer {
    return Buffer.from(this.#options.chance.uuid().replaceAll('-', ''), 'hex').subarray(0, 8);
  }

  #reportDefect(error: unknown): void {
    const facts = failureFacts(error);
    this.#options.history.append({ component: this.name, kind: 'request.failed', ...facts });
  }
}

interface Port {
  readonly secure: boolean;
  readonly globalCatalog: boolean;
}
