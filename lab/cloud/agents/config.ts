import { z } from 'zod';
import { AGENT_VERSION } from './registration/version.ts';

const ms = (fallback: number): z.ZodDefault<z.ZodNumber> => z.number().int().positive().default(fallback);
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The agent service's settings; every duration in milliseconds of lab time. */
export const agentServiceConfig = z
  .object({
    /** Registrations per tenant (pass-through quick start: 40). */
    limit: z.number().int().positive().default(40),
    /** How long a sign-in waits for its answer (observed 15 s). */
    answerLimitMs: ms(15_000),
    /** Interval of bootstraps, which are also the status report (10 min). */
    bootstrapMs: ms(10 * MINUTE),
    /** Silence after which an agent is shown inactive (inferred: two and a half intervals). */
    inactiveAfterMs: ms(25 * MINUTE),
    /** Silence after which an agent leaves the list (frequently asked questions: 10 days). */
    dropAfterMs: ms(10 * DAY),
    /** Lifetime of an agent's certificate on the lab clock (observed 180 days). */
    certificateMs: ms(180 * DAY),
    /** Interval at which agents ask whether to renew (observed 6 h). */
    renewalCheckMs: ms(360 * MINUTE),
    /** Limit for one HTTP request of an agent (observed 20 s). */
    requestTimeoutMs: ms(20_000),
    /** Agents of an earlier version may not register. */
    oldestAgent: z.string().regex(AGENT_VERSION).optional(),
    /** Credit an agent should grant per listener. */
    listenCredit: z.number().int().positive().default(16),
  })
  .strict();

/** As it is written: every setting may be left out. */
export type AgentServiceSettings = z.input<typeof agentServiceConfig>;

/** As it is used. */
export type AgentServiceConfig = z.output<typeof agentServiceConfig>;
