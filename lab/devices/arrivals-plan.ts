import { z } from 'zod';

/** What the load driver is told. */
export const arrivalsPlan = z
  .object({
    tenantId: z.string(),
    /** Where the driver finds each `name:port`. */
    addresses: z.record(z.string(), z.object({ host: z.string(), port: z.number().int() })),
    /** Authority (PEM) that the driver trusts. */
    trust: z.string(),
    /** Taken in turn. */
    users: z
      .array(z.object({ upn: z.string(), password: z.string() }))
      .min(1)
      .max(10_000),
    ratePerSecond: z.number().positive().max(10_000),
    /** Real milliseconds over which sign-ins arrive. */
    durationMs: z.number().positive().max(3_600_000),
    /** Real milliseconds one sign-in may take. */
    limitMs: z.number().positive().default(60_000),
    /** What each sign-in asks for; the devices' own scope unless told. */
    scope: z.string().min(1).max(1_000).optional(),
    /** For correlation ids. */
    seed: z.string(),
  })
  .strict();

export type ArrivalsPlan = z.output<typeof arrivalsPlan>;

/** A steady stream of password sign-ins by users taken in turn, as it is asked of a lab that knows the rest. */
export const arrivals = arrivalsPlan.pick({
  users: true,
  ratePerSecond: true,
  durationMs: true,
  scope: true,
});

export type Arrivals = z.input<typeof arrivals>;

/** What the load driver says when all is answered. Times are real milliseconds. */
export const arrivalsResult = z
  .object({
    sent: z.number().int(),
    succeeded: z.number().int(),
    /** By AADSTS number, `http <status>`, `timeout` or `network`. */
    failed: z.record(z.string(), z.number().int()),
    /** From the moment a sign-in was due, so that a driver or server that falls behind is seen. */
    latencyMs: z.object({
      p50: z.number(),
      p90: z.number(),
      p95: z.number(),
      p99: z.number(),
      max: z.number(),
    }),
    /** How far behind its plan the driver itself was at worst. */
    latenessMs: z.number(),
    /** From the first arrival to the last answer. */
    durationMs: z.number(),
    /** Answers per second over that time. */
    throughputPerSecond: z.number(),
    /** Processor time that the driver itself took for it. */
    cpuMs: z.number(),
  })
  .strict();

export type ArrivalsResult = z.output<typeof arrivalsResult>;
