import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** Which claims the issuance transform rules of the trust issue. */
export const issuanceRules = z
  .object({
    upn: z.boolean().default(true),
    immutableId: z.boolean().default(true),
    nameIdentifier: z.boolean().default(true),
    /** The issuer of a user's own domain, as `-SupportMultipleDomain` adds; with several domains unless written. */
    issuerPerDomain: z.boolean().optional(),
    insideCorporateNetwork: z.boolean().default(true),
    /** `authnmethodsreferences`, which carries `multipleauthn` after a second factor. */
    authenticationMethods: z.boolean().default(true),
  })
  .strict();

/** The built-in access control policies that the lab knows. */
export const accessControlPolicy = z.enum([
  'permitEveryone',
  'permitEveryoneAndRequireMfa',
  'permitEveryoneAndRequireMfaFromExtranet',
  'permitEveryoneForIntranetAccess',
]);

/** Base64 DER of the certificates by which a relying party signs its requests. */
export const requestSigningCertificates = z
  .array(z.base64().max(16_384).refine(isCertificate, { error: 'expected a certificate, base64 of its DER' }))
  .max(10);

/** Where the worldwide cloud takes tokens. */
export const RETURN_ADDRESS = 'https://login.microsoftonline.com/login.srf';

/** A relying-party trust. */
export const relyingPartyConfig = z
  .object({
    enabled: z.boolean().default(true),
    identifiers: z
      .array(z.string().min(1).max(512))
      .min(1)
      .default([
        'urn:federation:MicrosoftOnline',
        'https://login.microsoftonline.com/extSTS.srf',
        'urn:federation:MicrosoftOnline:intune',
      ]),
    /** Where tokens may be posted; the first unless a request names another. */
    endpoints: z
      .array(z.url({ protocol: /^https$/ }))
      .min(1)
      .default([RETURN_ADDRESS]),
    rules: issuanceRules.prefault({}),
    accessControlPolicy: accessControlPolicy.default('permitEveryone'),
    /** `SignedSamlRequestsRequired` */
    signedSamlRequestsRequired: z.boolean().default(false),
    /** `RequestSigningCertificate`: base64 DER. What is signed by none of them is refused. */
    requestSigningCertificates: requestSigningCertificates.default([]),
  })
  .strict();

export type RelyingPartyConfig = z.output<typeof relyingPartyConfig>;
export type IssuanceRules = z.output<typeof issuanceRules>;

function isCertificate(base64: string): boolean {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).publicKey.asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** The trust with the return address of another cloud, where nobody has written any. */
export function forCloud(trust: RelyingPartyConfig, login: string): RelyingPartyConfig {
  const isUnwritten = trust.endpoints.length === 1 && trust.endpoints[0] === RETURN_ADDRESS;
  return isUnwritten ? { ...trust, endpoints: [`https://${login}/login.srf`] } : trust;
}
