import { readFileSync } from 'node:fs';
import { loadLabFile } from '../../config/index.ts';
import { withCommandPlace, type LabText } from '../agent-command.ts';
import { CliError, NoLabError, UsageError } from '../errors.ts';

/** What whoever typed the command can mend. */
const USERS_OWN: readonly string[] = [
  'PTALAB_LAB_FILE',
  'PTALAB_REPORT_FOLDER',
  'PTALAB_OUTSIDE_FILE',
  'PTALAB_OUTSIDE_LAUNCHER',
  'ENOENT',
  'EISDIR',
  'EACCES',
];

/** A lab that did not come up: the description is wrong, which is for the user to mend, or the lab failed. */
export function explainStart(error: unknown, labFile?: string): CliError {
  if (error instanceof CliError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return USERS_OWN.includes(code)
    ? new UsageError(message)
    : new NoLabError(withCommandPlace(message, labTexts(labFile)));
}

/** A wrong description is said before anything starts. Throws UsageError. */
export function checkLabFile(path: string): void {
  try {
    loadLabFile(path);
  } catch (error) {
    throw explainStart(error);
  }
}

/** What a lab file says; nothing when it cannot be read. */
export function labTexts(labFile: string | undefined): LabText[] {
  if (labFile === undefined) return [];
  try {
    return [{ text: readFileSync(labFile, 'utf8'), file: labFile }];
  } catch {
    return [];
  }
}
