/** The password does not fit into what an agent's key can encrypt. */
export class PasswordTooLongError extends Error {
  readonly code = 'PTALAB_PASSWORD_TOO_LONG';
  constructor(limit: number) {
    super(
      `pass-through authentication carries passwords of at most ${limit} bytes in UTF-8; refuse it before`,
    );
    this.name = 'PasswordTooLongError';
  }
}
