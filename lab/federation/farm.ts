import type { Chance } from '../chance/chance.ts';
import type { Clock } from '../clock/clock.ts';
import type { HistorySink } from '../history/history.ts';
import type { FederationConfig } from './config.ts';
import type { Claims } from './core/claims.ts';
import { TrustRefusal, XmlError } from './errors.ts';
import type { EventLog } from './events/event-log.ts';
import type { Visit } from './nodes/visit.ts';
import type { AnsweredRequests } from './passive/saml/answered-requests.ts';
import type { SessionBook } from './passive/sso/sessions.ts';

export interface FarmParts {
  readonly config: FederationConfig;
  readonly clock: Clock;
  readonly history: HistorySink;
  readonly chance: Chance;
  readonly events: EventLog;
  /** Browsers that are known again, by every node alike. */
  readonly sessions: SessionBook;
  /** SAML requests that any of the nodes has answered. */
  readonly answered: AnsweredRequests;
}

type Facts = Readonly<Record<string, string>>;

/** Which event a refusal is, besides those that its cause has written. */
export type Protocol = 'active' | 'passive';

const TEXT_IN_HISTORY = 256;

/** What every endpoint of every node shares, and the account of what they did. */
export class Farm {
  readonly parts: FarmParts;
  #signIns = 0;
  #refused = 0;

  constructor(parts: FarmParts) {
    this.parts = parts;
  }

  get counts(): { readonly signIns: number; readonly refused: number } {
    return { signIns: this.#signIns, refused: this.#refused };
  }

  now(): number {
    return this.parts.clock.now();
  }

  /** Notes a request whose user name is known. */
  requested(endpoint: string, userName: string, visit: Visit): void {
    const upn = userName.slice(0, TEXT_IN_HISTORY);
    this.#note('trust.requested', visit, { endpoint, upn, ...visit.said });
  }

  issued(endpoint: string, claims: Claims, visit: Visit, relyingParty: string): void {
    this.#signIns++;
    const { userPrincipalName } = claims;
    const data = { userId: userPrincipalName, relyingParty, networkLocation: locationOf(visit), endpoint };
    this.parts.events.write(1200, visit.node.name, { correlationId: visit.correlationId, data });
    this.#note('trust.issued', visit, { endpoint, upn: userPrincipalName });
  }

  /** The refusal as each protocol renders it; what is no refusal is a defect and thrown on. */
  refused(endpoint: string, error: unknown, visit: Visit, protocol: Protocol): TrustRefusal {
    const refusal = error instanceof XmlError ? new TrustRefusal('invalidRequest', error.message) : error;
    if (!(refusal instanceof TrustRefusal)) throw error;
    this.#refused++;
    this.#writeRefusal(endpoint, refusal, visit, protocol);
    this.#note('trust.refused', visit, { endpoint, reason: refusal.reason }, { detail: refusal.message });
    return refusal;
  }

  /** A wrong password has its events already: nothing was wrong with the request. */
  #writeRefusal(endpoint: string, { reason }: TrustRefusal, visit: Visit, protocol: Protocol): void {
    if (reason === 'failedAuthentication' || reason === 'accountLocked') return;
    const details = {
      correlationId: visit.correlationId,
      data: { endpoint, reason, networkLocation: locationOf(visit) },
    };
    const { events } = this.parts;
    if (reason === 'accessDenied') events.write(325, visit.node.name, details);
    events.write(protocol === 'active' ? 111 : 364, visit.node.name, details);
    events.write(1201, visit.node.name, details);
  }

  #note(kind: string, { node, correlationId }: Visit, data: Facts, volatile?: Facts): void {
    const entry = { component: node.name, kind, correlationId, data };
    this.parts.history.append(volatile === undefined ? entry : { ...entry, volatile });
  }
}

export function locationOf({ inside }: Visit): 'Intranet' | 'Extranet' {
  return inside ? 'Intranet' : 'Extranet';
}
