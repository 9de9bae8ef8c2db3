import type { Flow } from '../authorize/flow.ts';
import type { Visit } from '../web/visit.ts';
import { flowForm } from './form.ts';
import { formTargets } from './form-targets.ts';
import { markup } from './html.ts';
import { page, send } from './page.ts';

/** "Enter code": a second factor. The lab tells the code to whoever asks its control plane. */
export function askCode(flow: Flow, visit: Visit, name: string, wrong = false) {
  const error = markup`<div class="error" role="alert" aria-live="assertive" id="idSpan_SAOTCC_Error_OTC">
      You didn't enter the expected verification code. Please try again.
    </div>
    <p class="facts">Error code: <span id="errorCode">500121</span></p>`;
  const form = markup`<p class="name" id="displayName">${name}</p>
    <h1 id="idDiv_SAOTCC_Title">Enter code</h1>
    ${wrong && error}
    <label for="idTxtBx_SAOTCC_OTC">Enter the code you were given</label>
    <input
      type="text"
      name="otc"
      id="idTxtBx_SAOTCC_OTC"
      inputmode="numeric"
      maxlength="10"
      autocomplete="one-time-code"
      required
      autofocus
    />
    <div class="buttons"><button type="submit" id="idSubmit_SAOTCC_Continue">Verify</button></div>`;
  return send(
    page('Sign in to your account', flowForm('/SAS/ProcessAuth', flow, visit, form)),
    visit,
    formTargets(flow, visit),
  );
}
