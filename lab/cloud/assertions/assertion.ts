/** The parts of a SAML assertion that the service judges, whichever version it is written in. */
export interface SamlAssertion {
  readonly id: string;
  readonly issuer: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly audiences: readonly string[];
  /** Where it may be brought (SAML 2.0 profiles, section 4.1.4.2); anywhere when it does not say. */
  readonly recipients: readonly string[];
  /** The request that it answers, as its signed part says; undefined when it does not say. */
  readonly inResponseTo: string | undefined;
  /** Base64 of the on-premises object's GUID. */
  readonly immutableId: string;
  readonly upn: string;
  /** The provider says that the user has shown more than a password. */
  readonly mfa: boolean;
}

/** What a provider's claim `authnmethodsreferences` says of more than one factor. */
export const MULTIPLE_AUTHN = 'http://schemas.microsoft.com/claims/multipleauthn';
