import type { WhoIs } from '../../core/record.ts';
import type { Flow } from '../authorize/flow.ts';
import { ProtocolRefused } from '../refusal.ts';
import type { Visit } from '../web/visit.ts';

const FLOW_EXPIRED = 50089;

/** Who has proved something earlier in this sign-in, and waits for that page. Throws ProtocolRefused. */
export function provenUser(
  { signedIn, awaits }: Flow,
  page: NonNullable<Flow['awaits']>,
  { context }: Visit,
): WhoIs & { readonly amr: readonly string[] } {
  const desk = signedIn === undefined ? undefined : context.tenants.byId(signedIn.tenantId);
  const user = desk?.tenant.users.byId(signedIn?.userId);
  if (signedIn === undefined || desk === undefined || user === undefined || awaits !== page)
    throw new ProtocolRefused(FLOW_EXPIRED);
  return { user, desk, amr: signedIn.amr };
}
