/** A refusal in Graph's terms. */
export interface BodyProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const TOO_LARGE = 413;

/** A body that cannot be read, or is of no type that is read, in the words of the real service and not the framework's. */
export function unreadableBody(error: Error): BodyProblem | undefined {
  const isBody =
    error instanceof SyntaxError ||
    ('code' in error && typeof error.code === 'string' && error.code.startsWith('FST_ERR_CTP_'));
  if (!isBody) return undefined;
  if ('statusCode' in error && error.statusCode === TOO_LARGE)
    return {
      status: TOO_LARGE,
      code: 'RequestEntityTooLarge',
      message: 'The body of the request is too large.',
    };
  const message =
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.';
  return { status: 400, code: 'BadRequest', message };
}
