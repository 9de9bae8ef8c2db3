/**
 * What a client speaks: a browser's pages, a protocol of today without them, or one that staged rollout leaves federated
 * (basic authentication, WS-Trust).
 */
export type AppKind = 'browser' | 'modern' | 'legacy';

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
  /** The address that the front sees, or a host's name: Smart Lockout tells familiar ones from others. */
  readonly location: string;
  readonly app: AppKind;
  /** The application that asks. */
  readonly clientId?: string | undefined;
  /** The API that it wants to call. */
  readonly resourceId?: string | undefined;
  readonly domainHint?: string | undefined;
  /** A second factor has been proven in this session. */
  readonly secondFactor?: boolean | undefined;
  /** When that was (lab milliseconds), where it is known. */
  readonly secondFactorAt?: number | undefined;
}

export interface PasswordAttempt extends Attempt {
  readonly password: string;
}

/** What a page has to ask for before the sign-in can go on. */
export type NextStep =
  'changePassword' | 'secondFactor' | 'enrolSecondFactor' | 'providersSecondFactor' | 'registerForReset';

/** What a refusal says beside its code. */
export interface RefusalDetail {
  /** The claims challenge (JSON) that a client has to send back. */
  readonly challenge?: { readonly claims: string } | undefined;
  /** `basic_action`, `message_only`… */
  readonly suberror?: string | undefined;
  readonly next?: NextStep | undefined;
  /** A sentence for the user, where the service documents another than the code's own. */
  readonly text?: string | undefined;
}

/** A step of a sign-in says no. `aadsts` is the code that the client and the log see. */
export class SignInRefused extends Error {
  readonly code = 'PTALAB_SIGN_IN_REFUSED';
  readonly aadsts: number;
  readonly detail: RefusalDetail;
  constructor(aadsts: number, detail: RefusalDetail = {}) {
    super(`the sign-in is refused with AADSTS${aadsts}`);
    this.name = 'SignInRefused';
    this.aadsts = aadsts;
    this.detail = detail;
  }
}
