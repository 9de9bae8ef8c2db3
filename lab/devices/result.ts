/** What a user's device made of a sign-in. */
export interface SignInResult {
  readonly upn: string;
  /** `refused`: somebody said no; `unavailable`: nobody could be reached, or nobody could say. */
  readonly outcome: 'success' | 'refused' | 'unavailable';
  /** How the device was told to prove its user; `basic` when Exchange asked on its behalf. */
  readonly via: 'managed' | 'federated' | 'basic' | 'unknown';
  /** The number of an AADSTS error. */
  readonly errorCode?: number;
  readonly errorText?: string;
  /** HTTP status of the answer that decided. */
  readonly status?: number;
  /** The device's `client-request-id`, under which the history has every hop. */
  readonly correlationId: string;
  readonly labMs: number;
  /** Differs from run to run. */
  readonly wallMs: number;
  readonly tokens?: Tokens;
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scope: string;
}

export interface SignInOptions {
  /** `https://login.microsoftonline.com` unless told: an OAuth client may know another cloud's. */
  readonly login?: string | undefined;
  /** The OAuth client that asks; Microsoft Office unless told. */
  readonly clientId?: string | undefined;
  readonly upn: string;
  readonly password: string;
  /** Drawn from the devices' chance unless given. */
  readonly correlationId?: string;
}

/** What decided a sign-in, before the device adds who, when and how long. */
export type Decision = Pick<
  SignInResult,
  'outcome' | 'via' | 'errorCode' | 'errorText' | 'status' | 'tokens'
>;
