import { MissingError } from './tried.ts';
import { succeed, type ProgramRun } from './program.ts';

/** A step of an installation. Answers what it printed. Throws MissingError with `how` to get what is missing. */
export async function install(run: ProgramRun, how: string): Promise<string> {
  try {
    return await succeed(run);
  } catch (error) {
    throw new MissingError(`${error instanceof Error ? error.message : String(error)} (${how})`);
  }
}
