import type { RelyingPartyConfig } from '../config/relying-party.ts';
import { TrustRefusal } from '../errors.ts';

/** The display name of the trust that Entra Connect makes. */
export const OFFICE_365 = 'Microsoft Office 365 Identity Platform';

/** How a user was proved. */
export interface Proof {
  readonly insideCorporateNetwork: boolean;
  /** After a second factor. */
  readonly multipleFactors: boolean;
}

/** The trust as far as a token request is concerned; undefined once it was removed. */
export type Trust = RelyingPartyConfig | undefined;

/** The trust that has the identifier. Throws TrustRefusal `invalidScope` or `trustDisabled`. */
export function trustOf(trust: Trust, identifier: string): RelyingPartyConfig {
  if (trust === undefined || !trust.identifiers.includes(identifier))
    throw new TrustRefusal('invalidScope', `no relying party ${identifier.slice(0, 256)}`);
  if (!trust.enabled)
    throw new TrustRefusal('trustDisabled', `the relying party ${identifier.slice(0, 256)} is disabled`);
  return trust;
}

/** Where a token is posted: what was asked for when it is an endpoint of the trust, exactly. Throws TrustRefusal. */
export function endpointOf({ endpoints }: RelyingPartyConfig, wanted: string | undefined): string {
  const found = wanted === undefined ? endpoints[0] : endpoints.find((one) => one === wanted);
  if (found === undefined)
    throw new TrustRefusal('endpointUnknown', 'the reply address is no endpoint of the relying party');
  return found;
}

/** What the access control policy still asks for. */
export type Access = 'permitted' | 'denied' | 'secondFactor';

/** The trust's issuance authorization, and what the request itself demands. */
export function accessBy(
  { accessControlPolicy }: RelyingPartyConfig,
  { insideCorporateNetwork, multipleFactors }: Proof,
  demandsFactors = false,
): Access {
  if (accessControlPolicy === 'permitEveryoneForIntranetAccess' && !insideCorporateNetwork) return 'denied';
  const required =
    demandsFactors ||
    accessControlPolicy === 'permitEveryoneAndRequireMfa' ||
    (accessControlPolicy === 'permitEveryoneAndRequireMfaFromExtranet' && !insideCorporateNetwork);
  return required && !multipleFactors ? 'secondFactor' : 'permitted';
}
