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

/** The queue broke, which is neither an agent's silence nor an agent's answer. */
export class QueueFailedError extends Error {
  readonly code = 'PTALAB_QUEUE_FAILED';
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the tenant's queue did not take the request: ${reason}; look at the queue`, { cause });
    this.name = 'QueueFailedError';
  }
}

/** A thread that encrypts has ended: a defect of the lab, or the lab goes down. */
export class EncryptionFailedError extends Error {
  readonly code = 'PTALAB_ENCRYPTION_FAILED';
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`a password could not be encrypted for the tenant's agents: ${reason}`, { cause });
    this.name = 'EncryptionFailedError';
  }
}
