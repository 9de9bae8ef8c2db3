import type { Flow } from '../authorize/flow.ts';
import type { LiveAccount } from '../sessions/sessions.ts';
import type { Visit } from '../web/visit.ts';
import { flowForm } from './form.ts';
import { formTargets } from './form-targets.ts';
import { markup } from './html.ts';
import { page, send } from './page.ts';

/** "Pick an account": a tile for each that is signed in, and another. */
export function pickAccount(flow: Flow, visit: Visit, accounts: readonly LiveAccount[]) {
  const tiles = accounts.map(
    ({ user }) =>
      markup`<button type="submit" class="tile" name="account" value="${user.id}">
        <strong>${user.displayName}</strong><br /><span class="name">${user.upn}</span>
      </button>`,
  );
  const form = markup`<h1 id="loginHeader">Pick an account</h1>
    <div role="group" aria-labelledby="loginHeader" id="tilesHolder">
      ${tiles}
      <button type="submit" class="tile" id="otherTile" name="account" value="">Use another account</button>
    </div>`;
  return send(
    page('Sign in to your account', flowForm('/selectaccount', flow, visit, form)),
    visit,
    formTargets(flow, visit),
  );
}
