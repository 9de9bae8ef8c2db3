/** An application cannot be registered. */
export class AppExistsError extends Error {
  readonly code = 'PTALAB_APP_EXISTS';
  constructor(name: string, reason: string) {
    super(`the application ${name} cannot be registered: ${reason}`);
    this.name = 'AppExistsError';
  }
}
