/** Why there is no k6, by a stable `code`; the message says what to do. */
export class K6BuildError extends Error {
  readonly code: 'PTALAB_GO_MISSING' | 'PTALAB_GO_TOO_OLD' | 'PTALAB_K6_BUILD';
  constructor(code: K6BuildError['code'], message: string) {
    super(message);
    this.name = 'K6BuildError';
    this.code = code;
  }
}
