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
      .default(['https://login.microsoftonline.com/login.srf']),
    rules: issuanceRules.prefault({}),
    accessControlPolicy: accessControlPolicy.default('permitEveryone'),
  })
  .strict();

export type RelyingPartyConfig = z.output<typeof relyingPartyConfig>;
export type IssuanceRules = z.output<typeof issuanceRules>;
