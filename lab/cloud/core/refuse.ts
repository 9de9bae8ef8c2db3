import { SignInRefused, type RefusalDetail } from './attempt.ts';
import { DEFAULT_OUTCOMES, type Decision, type OutcomeTable } from './outcomes.ts';

/** A step's no, with the code that the tenant's table has for it. */
export function refusal(
  decision: Decision,
  table: OutcomeTable | undefined,
  detail: RefusalDetail = {},
): SignInRefused {
  const code = table?.[decision] ?? DEFAULT_OUTCOMES[decision];
  return new SignInRefused(code ?? 0, detail);
}
