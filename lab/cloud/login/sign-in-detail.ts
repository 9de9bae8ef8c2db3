import type { RefusalDetail as CoreDetail } from '../core/attempt.ts';
import type { RefusalDetail } from './refusal.ts';

/** What a failed sign-in says to a client beside its code: the claims challenge of a policy, a text of its own. */
export function detailOf({ text, suberror, challenge }: CoreDetail): RefusalDetail {
  return { text, suberror, claims: challenge?.claims };
}
