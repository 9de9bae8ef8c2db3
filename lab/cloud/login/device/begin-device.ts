import { accountsFor, askToSignIn } from '../authorize/begin.ts';
import { beginFlow } from '../authorize/flow.ts';
import { pickAccount } from '../pages/pick-account-page.ts';
import type { Posted } from '../pages/posted.ts';
import { ProtocolRefused } from '../refusal.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { askUserCode } from './pages.ts';

const NO_CODE = 90119;
const EXPIRED = 70019;
const ALREADY = 90120;

/** A user's code was typed: it is looked up, and its user signs in or picks who to be. */
export function begin({ params }: Posted, visit: Visit) {
  const userCode = params.get('otc');
  if (userCode === undefined) throw new ProtocolRefused(NO_CODE);
  const now = nowOf(visit);
  const { context, request: asked } = visit;
  const waiting = context.devices.typed(userCode, context.locationOf(asked), now);
  if (waiting === undefined) return askUserCode(visit, true);
  if (now >= waiting.expiresAt) throw new ProtocolRefused(EXPIRED);
  if (waiting.state !== 'pending') throw new ProtocolRefused(ALREADY);
  const request = {
    kind: 'device',
    authority: waiting.authority,
    userCode,
    clientId: waiting.appId,
  } as const;
  const flow = beginFlow(request, visit);
  const accounts = accountsFor(waiting.authority, visit);
  return accounts.length > 0 ? pickAccount(flow, visit, accounts) : askToSignIn(flow, visit, undefined);
}
