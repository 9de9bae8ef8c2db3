import { z } from 'zod';

/** What `ptalab run` hands to every scenario's world, as cucumber's world parameters. */
export const runParameters = z
  .object({
    /** The run's seed; a scenario's own is `scenarioSeed(seed, scenarioId(…))`. */
    seed: z.string(),
    /** Absolute path of the lab file, when one was named. */
    labFile: z.string().exactOptional(),
    /** Absolute path of the folder that takes this run's reports, `histories/` among them. */
    reportFolder: z.string(),
    /** Real milliseconds that one scenario may take. */
    scenarioLimitMs: z.number().positive(),
    /** Name of the channel on which the run tells its workers to stop. */
    channel: z.string(),
  })
  .strict();

export type RunParameters = z.output<typeof runParameters>;
