/** Where an application may be answered, by the platform it was registered under (documented: redirect URI restrictions). */
export interface RedirectUris {
  readonly web: readonly string[];
  readonly spa: readonly string[];
  readonly publicClient: readonly string[];
}

export type Platform = keyof RedirectUris;

/** A client secret, kept as a digest. */
export interface AppSecret {
  /** SHA-256, base64. */
  readonly digest: string;
  /** Lab milliseconds; undefined does not expire. */
  readonly expiresAt?: number;
}

/** A certificate whose key signs client assertions. */
export interface AppCertificate {
  /** SPKI of the public key, PEM. */
  readonly publicKey: string;
  /** Base64url of the certificate's SHA-1 and SHA-256, as `x5t` and `x5t#S256` carry them. */
  readonly x5t: string;
  readonly x5tS256: string;
}

/** A role that applications are granted on an API; lies in the token's `roles`. */
export interface AppRole {
  readonly id: string;
  readonly value: string;
}

/** An application as the sign-in service knows it. */
export interface App {
  /** Client id: a GUID. */
  readonly appId: string;
  readonly name: string;
  /** The tenant in which it is registered; undefined for the vendor's own applications, which every tenant has. */
  readonly tenantId?: string;
  /** Whether users of other tenants may use it. */
  readonly multiTenant: boolean;
  readonly redirectUris: RedirectUris;
  readonly secrets: readonly AppSecret[];
  readonly certificates: readonly AppCertificate[];
  /** Names by which tokens for this application's own API are asked, such as `api://<appId>`. */
  readonly identifierUris: readonly string[];
  /** Delegated permissions of its own API. */
  readonly scopes: readonly string[];
  readonly appRoles: readonly AppRole[];
  /** Values of roles that it holds on the resources it calls, by resource name; `roles` of its app-only tokens. */
  readonly grantedRoles: readonly string[];
  /** Delegated permissions of Graph that its tokens of users carry whatever they ask for: consented to beforehand. */
  readonly grantedScopes: readonly string[];
  /** Version of the access tokens made out to its API (`requestedAccessTokenVersion`; null means 1). */
  readonly accessTokenVersion: 1 | 2;
  /** `allowPublicClient`: it may use grants without a redirect though it has credentials. */
  readonly isFallbackPublicClient: boolean;
  /** Whether the authorize endpoint may answer with an ID token (`enableIdTokenIssuance`). */
  readonly idTokens: boolean;
  /** `accountEnabled: false` of its service principal. */
  readonly disabled: boolean;
}

/** Whether the application can keep a secret: it has one. */
export function isConfidential(app: App): boolean {
  return app.secrets.length > 0 || app.certificates.length > 0;
}
