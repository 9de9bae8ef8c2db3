/** What keeps a load from being measured, by a stable `code`; the message says what to do. */
export class LoadError extends Error {
  readonly code: LoadErrorCode;
  constructor(code: LoadErrorCode, message: string) {
    super(message);
    this.name = 'LoadError';
    this.code = code;
  }
}

export type LoadErrorCode =
  /** No k6, or one that cannot serve. */
  | 'PTALAB_K6'
  /** The script, or what it is given, is wrong. */
  | 'PTALAB_LOAD_SCRIPT'
  /** The lab has nobody to sign in, or a first sign-in fails. */
  | 'PTALAB_LOAD_LAB'
  /** k6 ended without a result. */
  | 'PTALAB_LOAD_UNKNOWN';
