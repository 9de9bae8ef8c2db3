import type { Flow } from '../authorize/flow.ts';
import type { Visit } from '../web/visit.ts';
import { flowForm, submit } from './form.ts';
import { formTargets } from './form-targets.ts';
import { markup } from './html.ts';
import { page, send } from './page.ts';

/** "Update your password": the password was right but has expired, or is to be changed. */
export function askNewPassword(flow: Flow, visit: Visit, name: string, error?: string, code?: number) {
  const form = markup`<p class="name" id="displayName">${name}</p>
    <h1>Update your password</h1>
    <p>
      You need to update your password because this is the first time you are signing in, or because your
      password has expired.
    </p>
    ${error !== undefined && markup`<div class="error" role="alert" aria-live="assertive" id="changePasswordError">${error}</div>`}
${code !== undefined && markup`<p class="facts">Error code: <span id="errorCode">${code}</span></p>`}
    <input type="hidden" name="login" value="${name}" />
    <label for="currentPassword">Current password</label>
    <input
      type="password"
      name="currentPassword"
      id="currentPassword"
      maxlength="256"
      autocomplete="current-password"
      required
      autofocus
    />
    <label for="newPassword">New password</label>
    <input
      type="password"
      name="newPassword"
      id="newPassword"
      maxlength="256"
      autocomplete="new-password"
      required
    />
    <label for="confirmNewPassword">Confirm password</label>
    <input
      type="password"
      name="confirmNewPassword"
      id="confirmNewPassword"
      maxlength="256"
      autocomplete="new-password"
      required
    />
    <div class="buttons">${submit('Sign in')}</div>`;
  return send(
    page('Update your password', flowForm('/updatepassword', flow, visit, form)),
    visit,
    formTargets(flow, visit),
  );
}
