/** A new password on its way to Active Directory. */
export interface WrittenPassword {
  readonly sourceAnchor: string;
  readonly userPrincipalName: string;
  /** Undefined for a reset, which asks for none. */
  readonly oldPassword: string | undefined;
  readonly newPassword: string;
  readonly correlationId: string;
}

/** What came of it. */
export type WritebackResult = 'written' | 'wrongOld' | 'complexity' | 'lockedOrDisabled' | 'unreachable';

/** The way back to the forest, through the Connect server that has it. */
export interface PasswordWriteback {
  write(password: WrittenPassword): Promise<WritebackResult>;
}
