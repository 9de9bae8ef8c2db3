import type { Chance } from '../chance/chance.ts';
import type { Clock } from '../clock/clock.ts';
import type { HistorySink } from '../history/history.ts';
import type { FederationConfig } from './config.ts';
import { assertionOf, type Claims } from './core/assertion.ts';
import { issuerOf, suffixOf } from './core/issuer.ts';
import { TrustRefusal, XmlError } from './errors.ts';
import type { CheckPassword } from './password-check.ts';
import type { Signer } from './signer.ts';
import type { IssuedToken } from './ws-trust/response.ts';

export interface FarmParts {
  readonly config: FederationConfig;
  readonly clock: Clock;
  readonly history: HistorySink;
  readonly chance: Chance;
  readonly signer: Signer;
  readonly checkPassword: CheckPassword;
}

/** Who asked, by the headers of the request: the correlation id, and what an Exchange front end says of its client. */
export interface Caller {
  readonly correlationId: string | undefined;
  /** `x-ms-client-application`, `x-ms-forwarded-client-ip`, … */
  readonly said: Readonly<Record<string, string>>;
}

type Facts = Readonly<Record<string, string>>;

const TEXT_IN_HISTORY = 256;

/** What every endpoint of the farm shares: issuing, and keeping account of it. */
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

  /** A signed assertion over the claims, valid from now. */
  issue(claims: Claims): IssuedToken {
    const { config, chance, signer } = this.parts;
    const [assertionId, created] = [`_${chance.uuid()}`, this.now()];
    const facts = {
      id: assertionId,
      issuer: issuerOf(config, suffixOf(claims.userPrincipalName)),
      claims,
      now: created,
      lifetimeMs: config.assertionLifetime,
    };
    const assertion = signer.sign(assertionOf(facts));
    return { assertion, assertionId, created, expires: created + config.assertionLifetime };
  }

  /** Notes a request whose user name is known. */
  requested(endpoint: string, userName: string, caller: Caller): void {
    this.#note('trust.requested', caller, {
      endpoint,
      upn: userName.slice(0, TEXT_IN_HISTORY),
      ...caller.said,
    });
  }

  issued(endpoint: string, claims: Claims, caller: Caller): void {
    this.#signIns++;
    this.#note('trust.issued', caller, { endpoint, upn: claims.userPrincipalName });
  }

  /** The refusal as each protocol renders it; what is no refusal is a defect and thrown on. */
  refused(endpoint: string, error: unknown, caller: Caller): TrustRefusal {
    const refusal = error instanceof XmlError ? new TrustRefusal('invalidRequest', error.message) : error;
    if (!(refusal instanceof TrustRefusal)) throw error;
    this.#refused++;
    this.#note('trust.refused', caller, { endpoint, reason: refusal.reason }, { detail: refusal.message });
    return refusal;
  }

  #note(kind: string, { correlationId }: Caller, data: Facts, volatile?: Facts): void {
    const entry = { component: this.parts.config.host, kind, correlationId, data };
    this.parts.history.append(volatile === undefined ? entry : { ...entry, volatile });
  }
}
