import { z } from 'zod';
import { contractVersion } from '../agents/contract/body.ts';

/** What an agent answers, contract section 4. */
export const agentAnswer = z.object({
  contractVersion,
  requestId: z.guid(),
  result: z.union([
    z.strictObject({ win32: z.number().int().min(0).max(0xffff_ffff) }),
    z.strictObject({ failure: z.enum(['keyMissing', 'decryptFailed']) }),
  ]),
  /** The DC that checked the password. */
  directoryServer: z.string().min(1).max(255).optional(),
  /** How long the check took. */
  bindMs: z.number().min(0).max(3_600_000).optional(),
});

export type AgentAnswer = z.output<typeof agentAnswer>;
