import { z } from 'zod';
import { duration } from '../../config/duration.ts';

/** Token-signing certificates, in the words of `Set-AdfsProperties`. */
export const certificateConfig = z
  .object({
    /** `AutoCertificateRollover` */
    autoRollover: z.boolean().default(true),
    /** `CertificateDuration` */
    duration: duration('365d'),
    /** `CertificateGenerationThreshold`: so long before the primary expires, its successor is made. */
    generationThreshold: duration('20d'),
    /** `CertificatePromotionThreshold`: so long after it was made, the successor becomes primary. */
    promotionThreshold: duration('5d'),
    /** `CertificateRolloverInterval`: how often the farm looks. */
    rolloverInterval: duration('12h'),
  })
  .strict();

export type CertificateConfig = z.output<typeof certificateConfig>;
