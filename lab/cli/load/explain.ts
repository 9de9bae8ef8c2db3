import { ForeignTargetError, LoadError } from '../../load/index.ts';
import { type CliError, UnknownOutcomeError, UsageError, VerbFailedError } from '../errors.ts';
import { explainStart } from '../up/explain-start.ts';

/** What went wrong with a load, for whoever typed the command. */
export function explainLoad(error: unknown, labFile: string | undefined): CliError {
  if (error instanceof ForeignTargetError) return new UsageError(error.message);
  if (!(error instanceof LoadError)) return explainStart(error, labFile);
  if (error.code === 'PTALAB_LOAD_LAB') return new VerbFailedError(error.message);
  return error.code === 'PTALAB_LOAD_UNKNOWN'
    ? new UnknownOutcomeError(error.message)
    : new UsageError(error.message);
}
