/** The form lacks a parameter that the request needs. */
export class MissingParameterError extends Error {
  readonly code = 'PTALAB_MISSING_PARAMETER';
  constructor(name: string) {
    super(`The request body must contain the following parameter: '${name}'.`);
    this.name = 'MissingParameterError';
  }
}

/** A parameter that must be there and not empty. Throws MissingParameterError. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new MissingParameterError(name);
  return value;
}
