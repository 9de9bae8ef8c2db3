/** Smart Lockout was given settings that it cannot have; the message says which. */
export class LockoutSettingsError extends Error {
  readonly code = 'PTALAB_CLOUD_LOCKOUT_SETTINGS';
  constructor(message: string) {
    super(message);
    this.name = 'LockoutSettingsError';
  }
}
