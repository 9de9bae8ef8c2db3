/** Where a domain's users prove who they are. */
export type Authentication = 'managed' | 'federated';

/** A federated domain's identity provider, as Graph's internalDomainFederation has it. */
export interface FederationSettings {
  /** What assertions of the provider name as their issuer; unique in the tenant. */
  readonly issuerUri: string;
  /** WS-Trust endpoint for clients without a browser. */
  readonly activeSignInUri: string;
  /** WS-Federation endpoint for browsers. */
  readonly passiveSignInUri: string;
  /** Base64 DER of the certificate whose key signs assertions. */
  readonly signingCertificate: string;
}

/** A verified domain of the tenant. Its settings outlive a conversion to managed, as a rollback needs them. */
export interface Domain {
  readonly name: string;
  readonly authentication: Authentication;
  /** The `*.onmicrosoft.com` domain, which is always managed. */
  readonly initial: boolean;
  readonly federation?: FederationSettings;
}
