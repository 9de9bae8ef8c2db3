import { CliError, NoLabError, UsageError } from '../errors.ts';

const LAB_FILE_CODES: readonly string[] = ['PTALAB_LAB_FILE', 'ENOENT', 'EISDIR', 'EACCES'];

/** A lab that did not come up: the description is wrong, which is for the user to mend, or the lab failed. */
export function explainStart(error: unknown): CliError {
  if (error instanceof CliError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return LAB_FILE_CODES.includes(code) ? new UsageError(message) : new NoLabError(message);
}
