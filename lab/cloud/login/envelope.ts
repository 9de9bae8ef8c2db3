import { aadsts } from './aadsts.ts';

export interface ErrorContext {
  readonly correlationId: string;
  readonly traceId: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
  /** A sentence that says more than the table's. */
  readonly text?: string;
}

/** The token endpoint's error document (documented: error code reference, "Error response"). */
export interface ErrorEnvelope {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly error_uri: string;
}

export function errorEnvelope(code: number, context: ErrorContext): ErrorEnvelope {
  const { error, text } = aadsts(code);
  const timestamp = `${new Date(context.now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const trace = `Trace ID: ${context.traceId} Correlation ID: ${context.correlationId} Timestamp: ${timestamp}`;
  return {
    error,
    error_description: `AADSTS${code}: ${context.text ?? text} ${trace}`,
    error_codes: [code],
    timestamp,
    trace_id: context.traceId,
    correlation_id: context.correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  };
}
