import type { IssuanceRules, RelyingPartyConfig } from '../config/relying-party.ts';
import { OFFICE_365, type Trust } from '../core/relying-party.ts';
import { TrustMissingError } from '../errors.ts';

type Defined<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Changes = Defined<Omit<RelyingPartyConfig, 'rules'>> & {
  readonly rules?: Defined<IssuanceRules> | undefined;
};

/** The trust with those changes that say something. Throws TrustMissingError. */
export function changedTrust(trust: Trust, { rules = {}, ...changes }: Changes): RelyingPartyConfig {
  if (trust === undefined) throw new TrustMissingError();
  return { ...trust, ...said(changes), rules: { ...trust.rules, ...said(rules) } };
}

export function reportOf(trust: RelyingPartyConfig): RelyingPartyReport {
  const { identifiers, endpoints, rules, enabled, accessControlPolicy } = trust;
  const { signedSamlRequestsRequired, requestSigningCertificates } = trust;
  return {
    name: OFFICE_365,
    enabled,
    identifiers,
    endpoints,
    rules: { ...said(rules) },
    accessControlPolicy,
    signedSamlRequestsRequired,
    requestSigningCertificates,
  };
}

/** `Get-AdfsRelyingPartyTrust` */
export interface RelyingPartyReport {
  readonly name: string;
  readonly enabled: boolean;
  readonly identifiers: string[];
  readonly endpoints: string[];
  readonly rules: Record<string, boolean>;
  readonly accessControlPolicy: RelyingPartyConfig['accessControlPolicy'];
  readonly signedSamlRequestsRequired: boolean;
  readonly requestSigningCertificates: string[];
}

/** Object.fromEntries forgets which keys there were, so the cast says it. */
function said<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
