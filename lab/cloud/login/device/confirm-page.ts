import type { Flow } from '../authorize/flow.ts';
import { flowForm } from '../pages/form.ts';
import { markup } from '../pages/html.ts';
import { page, send } from '../pages/page.ts';
import type { LiveAccount } from '../sessions/sessions.ts';
import type { Visit } from '../web/visit.ts';

/** "Are you trying to sign in to …?": the user must mean it, as others may have sent the code (phishing). */
export function askToConfirmDevice(flow: Flow, account: LiveAccount, visit: Visit) {
  const name = visit.context.apps.byId(flow.request.clientId ?? '')?.name ?? 'an application';
  const { tenantId, userId, authTime, amr, user } = account;
  const next = { ...flow, signedIn: { tenantId, userId, authTime, amr: [...amr] } };
  const form = markup`<p class="name" id="displayName">${user.upn}</p>
    <h1>Are you trying to sign in to ${name}?</h1>
    <p>Only continue if you started this sign-in on a device of your own.</p>
    <div class="buttons">
      <button type="submit" class="plain" id="idBtn_Back" name="confirm" value="no">Cancel</button>
      <button type="submit" id="idSIButton9" name="confirm" value="yes" autofocus>Continue</button>
    </div>`;
  return send(page('Sign in to your account', flowForm('/deviceconfirm', next, visit, form)), visit);
}
