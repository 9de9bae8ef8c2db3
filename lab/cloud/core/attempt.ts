/** One attempt to sign in, whatever proves it. */
export interface Attempt {
  readonly correlationId: string;
  /** As the user wrote it; empty when an assertion names the user. */
  readonly upn: string;
  readonly client: 'oauth' | 'browser';
  /** The OAuth grant, or the page that was used. */
  readonly grant: string;
  /** The authority's path segment: GUID, verified domain, `organizations` or `common`. */
  readonly authority: string;
}

export interface PasswordAttempt extends Attempt {
  readonly password: string;
}

/** A step of a sign-in says no. `aadsts` is the code that the client and the log see. */
export class SignInRefused extends Error {
  readonly code = 'PTALAB_SIGN_IN_REFUSED';
  readonly aadsts: number;
  constructor(aadsts: number) {
    super(`the sign-in is refused with AADSTS${aadsts}`);
    this.name = 'SignInRefused';
    this.aadsts = aadsts;
  }
}
