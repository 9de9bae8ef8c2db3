import type { CertificateConfig } from '../config/certificates.ts';

/** Lab milliseconds since the Unix epoch. */
export interface CertificateTimes {
  /** When the primary certificate ends. */
  readonly notAfter: number;
  /** When its successor was made; undefined while there is none. */
  readonly successorMadeAt: number | undefined;
}

export interface Due {
  readonly what: 'generate' | 'promote';
  readonly at: number;
}

/**
 * What the automatic rollover does next, and at which of its looks: a successor is made so long before the primary
 * ends, and is promoted so long after it was made. Never later than the primary's end.
 */
export function dueOf(
  { notAfter, successorMadeAt }: CertificateTimes,
  { generationThreshold, promotionThreshold, rolloverInterval }: CertificateConfig,
  firstLook: number,
): Due {
  const what = successorMadeAt === undefined ? 'generate' : 'promote';
  const wanted =
    successorMadeAt === undefined ? notAfter - generationThreshold : successorMadeAt + promotionThreshold;
  const looks = Math.ceil(
    Math.max(0, Math.min(wanted, notAfter) - firstLook) / Math.max(1, rolloverInterval),
  );
  return { what, at: firstLook + looks * Math.max(1, rolloverInterval) };
}
