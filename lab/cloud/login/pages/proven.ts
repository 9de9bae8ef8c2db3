import type { WhoIs } from '../../core/record.ts';
import type { Flow } from '../authorize/flow.ts';
import { livingUser } from '../token/living-user.ts';
import { ProtocolRefused } from '../refusal.ts';
import type { Visit } from '../web/visit.ts';

const FLOW_EXPIRED = 50089;

/**
 * Who has proved something earlier in this sign-in, and waits for that page; a reset, a revocation or the account's end
 * in between ends it. Throws ProtocolRefused.
 */
export function provenUser(
  { signedIn, awaits }: Flow,
  page: NonNullable<Flow['awaits']>,
  { context }: Visit,
): WhoIs & { readonly amr: readonly string[] } {
  if (signedIn === undefined || awaits !== page) throw new ProtocolRefused(FLOW_EXPIRED);
  return { ...livingUser(signedIn, signedIn.authTime, context), amr: signedIn.amr };
}
