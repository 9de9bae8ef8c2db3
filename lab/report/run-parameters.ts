import { z } from 'zod';

/** Where a lab's components run: in the caller's process, in one process each, in one container each. */
export const LAUNCHERS = ['inline', 'process', 'docker'] as const;
export type LauncherName = (typeof LAUNCHERS)[number];

/** How labs are to be launched, in the words of `LabOptions`. */
export const launchChoice = z
  .object({
    launcher: z.enum(LAUNCHERS),
    /** The image of the agent under test. */
    agentImage: z.string().exactOptional(),
    /** The program of the agent under test, with its arguments. */
    agentCommand: z.array(z.string()).readonly().exactOptional(),
    /** Absolute path of the file that describes a real domain to be the forest. */
    forestFile: z.string().exactOptional(),
    /** An estate that is up already, and the secret it lets a conductor in with. */
    attach: z.object({ url: z.string(), token: z.string() }).strict().exactOptional(),
  })
  .strict();

export type LaunchChoice = z.output<typeof launchChoice>;

/** What `ptalab run` hands to every scenario's world, as cucumber's world parameters. */
export const runParameters = z
  .object({
    /** The run's seed; a scenario's own is `scenarioSeed(seed, scenarioId(…))`. */
    seed: z.string(),
    /** Absolute path of the lab file, when one was named. */
    labFile: z.string().exactOptional(),
    launch: launchChoice,
    /** Scenarios that cannot run on this launcher, by id, with the reason. */
    notHere: z.record(z.string(), z.string()),
    /** Absolute path of the folder that takes this run's reports, `histories/` among them. */
    reportFolder: z.string(),
    /** Real milliseconds that one scenario may take. */
    scenarioLimitMs: z.number().positive(),
    /** Name of the channel on which the run tells its workers to stop. */
    channel: z.string(),
  })
  .strict();

export type RunParameters = z.output<typeof runParameters>;
