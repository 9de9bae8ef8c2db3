/** The tenant refuses what an administrator asked of it. */
export class AdministrationError extends Error {
  readonly code = 'PTALAB_ADMINISTRATION';
  readonly status: number;
  constructor(asked: string, status: number, answer: string) {
    super(`the tenant refuses ${asked} with status ${status}: ${answer.slice(0, 300)}`);
    this.name = 'AdministrationError';
    this.status = status;
  }
}
