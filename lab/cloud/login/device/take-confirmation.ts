import { accountsFor } from '../authorize/begin.ts';
import { markup } from '../pages/html.ts';
import { page, send } from '../pages/page.ts';
import type { Posted } from '../pages/posted.ts';
import { ProtocolRefused } from '../refusal.ts';
import { nowOf, type Visit } from '../web/visit.ts';

const FLOW_EXPIRED = 50089;
const EXPIRED = 70019;
const ALREADY = 90120;

/** The user says yes or no to the device. */
export function takeConfirmation({ params, flow }: Posted, visit: Visit) {
  const { request } = flow;
  if (request.kind !== 'device') throw new ProtocolRefused(FLOW_EXPIRED);
  const now = nowOf(visit);
  const waiting = visit.context.devices.byUserCode(request.userCode, now);
  const account = accountsFor(request.authority, visit).find(
    ({ userId }) => userId === flow.signedIn?.userId,
  );
  if (waiting === undefined || account === undefined) throw new ProtocolRefused(FLOW_EXPIRED);
  if (now >= waiting.expiresAt) throw new ProtocolRefused(EXPIRED);
  if (waiting.state !== 'pending') throw new ProtocolRefused(ALREADY);
  if (params.get('confirm') !== 'yes') {
    waiting.state = 'declined';
    return send(
      page(
        'Cancelled',
        markup`<h1>You have cancelled the sign-in</h1>
          <p>You may close this window.</p>`,
      ),
      visit,
    );
  }
  const { tenantId, userId, authTime, amr } = account;
  waiting.account = { tenantId, userId, authTime, amr };
  waiting.state = 'approved';
  const { name = 'the application' } = visit.context.apps.byId(waiting.appId) ?? {};
  const done = markup`<h1 id="message">
    You have signed in to ${name} on your device. You may now close this window.
  </h1>`;
  return send(page('Signed in', done), visit);
}
