import { z } from 'zod';

const httpsUri = z.url({ protocol: /^https$/ }).max(1_024);
const certificate = z.base64().min(1).max(16_384);

/**
 * A federated domain's identity provider (Graph's `internalDomainFederation`). What may be missing has the default that the
 * resource's page documents, or none.
 */
export const federationSettings = z
  .object({
    /** What assertions of the provider name as their issuer; unique in the tenant. */
    issuerUri: z.string().min(1).max(512),
    /** WS-Trust endpoint for clients without a browser. */
    activeSignInUri: httpsUri,
    /** WS-Federation or SAML endpoint for browsers. */
    passiveSignInUri: httpsUri,
    metadataExchangeUri: httpsUri.optional(),
    signOutUri: httpsUri.optional(),
    displayName: z.string().max(256).optional(),
    /** Base64 DER of the certificate whose key signs assertions. */
    signingCertificate: certificate,
    /** The one that takes over when the provider rolls its key; assertions of either are accepted. */
    nextSigningCertificate: certificate.optional(),
    preferredAuthenticationProtocol: z.enum(['wsFed', 'saml']).default('wsFed'),
    /** What `prompt=login` becomes at the provider (documented: AD FS prompt=login). */
    promptLoginBehavior: z
      .enum(['translateToFreshPasswordAuthentication', 'nativeSupport', 'disabled'])
      .default('translateToFreshPasswordAuthentication'),
    federatedIdpMfaBehavior: z
      .enum(['acceptIfMfaDoneByFederatedIdp', 'enforceMfaByFederatedIdp', 'rejectMfaByFederatedIdp'])
      .default('acceptIfMfaDoneByFederatedIdp'),
    isSignedAuthenticationRequestRequired: z.boolean().default(false),
  })
  .strict();

export type FederationSettings = z.output<typeof federationSettings>;
/** What has to be said; the rest has defaults. */
export type FederationInput = z.input<typeof federationSettings>;
