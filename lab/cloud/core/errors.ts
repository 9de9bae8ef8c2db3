import { nearest } from '../../words/nearest.ts';

/** The tenant has nothing of that name. */
export class UnknownNameError extends Error {
  readonly code = 'PTALAB_CLOUD_UNKNOWN_NAME';
  constructor(what: string, name: string, known: readonly string[]) {
    const near = nearest(name, known);
    super(
      `the tenant has no ${what} ${name}` +
        (near === undefined
          ? `; it has ${known.length === 0 ? 'none' : `${known.length} others`}.`
          : `; did you mean ${near}?`),
    );
    this.name = 'UnknownNameError';
  }
}

/** The tenant cannot be brought into the state asked for. */
export class TenantStateError extends Error {
  readonly code = 'PTALAB_CLOUD_STATE';
  constructor(message: string) {
    super(message);
    this.name = 'TenantStateError';
  }
}
