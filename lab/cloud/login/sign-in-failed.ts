import type { NotSignedIn } from '../core/record.ts';

/** A user's sign-in was refused; the log has it already. */
export class SignInFailed extends Error {
  readonly code = 'PTALAB_SIGN_IN_FAILED';
  readonly result: NotSignedIn;
  constructor(result: NotSignedIn) {
    super(`the sign-in ended with AADSTS${result.code}`);
    this.name = 'SignInFailed';
    this.result = result;
  }
}
