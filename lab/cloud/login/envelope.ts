import { aadsts } from './aadsts.ts';
import type { RefusalDetail } from './refusal.ts';

export interface ErrorContext extends RefusalDetail {
  readonly correlationId: string;
  readonly traceId: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
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
  readonly suberror?: string;
  readonly claims?: string;
}

export function errorEnvelope(code: number, context: ErrorContext): ErrorEnvelope {
  const { text = aadsts(code).text } = context;
  return envelope(code, [code], `AADSTS${code}: ${text}`, context);
}

const WRAPPING = 70002;
/** What is wrong with a user's name or password. */
const CREDENTIALS: ReadonlySet<number> = new Set([50034, 50053, 50055, 50056, 50064, 50126]);

/** Version 1 of the endpoint says of wrong user credentials that validation failed, and then why (community reports). */
export function errorEnvelopeV1(code: number, context: ErrorContext): ErrorEnvelope {
  if (!CREDENTIALS.has(code)) return errorEnvelope(code, context);
  const inner = `AADSTS${code}: ${context.text ?? aadsts(code).text}`;
  return envelope(
    code,
    [WRAPPING, code],
    `AADSTS${WRAPPING}: Error validating credentials. ${inner}`,
    context,
  );
}

/** `AADSTS50058: … Trace ID: … Correlation ID: … Timestamp: …`, as a client's redirect URI gets it. */
export function errorDescription(code: number, context: ErrorContext): string {
  return errorEnvelope(code, context).error_description;
}

function envelope(
  code: number,
  codes: readonly number[],
  sentence: string,
  { traceId, correlationId, now, suberror, claims, error = aadsts(code).error }: ErrorContext,
): ErrorEnvelope {
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error,
    error_description: `${sentence} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: codes,
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    ...(suberror !== undefined && { suberror }),
    ...(claims !== undefined && { claims }),
  };
}
