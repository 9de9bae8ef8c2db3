import type { App } from '../../apps/app.ts';
import type { SignInDesk } from '../../core/desk.ts';
import type { CloudUser } from '../../core/user.ts';
import type { AskedScope } from './scope.ts';

/** How a client proved itself. */
export type ClientProof = 'none' | 'secret' | 'certificate';

/** Who is let in where, and what the tokens are to say; somebody has judged it all. */
export interface Granted {
  readonly app: App;
  readonly proof: ClientProof;
  readonly desk: SignInDesk;
  readonly scope: AskedScope;
  /** `https://host[:port]` under which the client knows the service: the issuer bears it. */
  readonly origin: string;
  readonly v1: boolean;
}

/** A user's tokens. */
export interface GrantedToUser extends Granted {
  readonly user: CloudUser;
  /** How the user proved to be it: `pwd`, `fed`, `mfa`. */
  readonly amr: readonly string[];
  /** When, in lab milliseconds. */
  readonly authTime: number;
  readonly nonce?: string | undefined;
  /** The identity token is to say when the user signed in (`max_age` was asked). */
  readonly wantsAuthTime?: boolean;
  /** `client_info=1` came. */
  readonly clientInfo: boolean;
  /** A single-page application's refresh tokens end then, however often they are renewed. */
  readonly refreshUntil?: number | undefined;
  /** Of the authorization code that it all began with. */
  readonly grantId?: string | undefined;
}

export function isToUser(granted: Granted | GrantedToUser): granted is GrantedToUser {
  return 'user' in granted;
}
