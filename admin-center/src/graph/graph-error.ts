import { textIn } from '../sign-in/token-endpoint.ts';

/** Graph refused, or could not be reached. */
export class GraphError extends Error {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
  }
}

/** `{error: {code, message}}` */
export function graphErrorFrom(status: number, body: unknown): GraphError {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined;
  return new GraphError(
    status,
    textIn(error, 'code') ?? 'unknown',
    textIn(error, 'message') ?? `Graph answered ${status}.`,
  );
}

/** For the administrator: what happened, and what to do. */
export function explained(error: unknown): string {
  if (!(error instanceof GraphError)) return error instanceof Error ? error.message : String(error);
  if (error.status === 403) return `Your role does not allow this. ${error.message}`;
  if (error.status === 0) return 'Microsoft Graph cannot be reached. Is the lab still up?';
  return error.message;
}
