/** What was sent as an assertion cannot be read as one. */
export class MalformedAssertionError extends Error {
  readonly code = 'PTALAB_ASSERTION_MALFORMED';
  constructor(reason: string) {
    super(`the SAML assertion cannot be read: ${reason}`);
    this.name = 'MalformedAssertionError';
  }
}
