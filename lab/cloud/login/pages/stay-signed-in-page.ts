import type { Flow } from '../authorize/flow.ts';
import type { Visit } from '../web/visit.ts';
import { flowForm } from './form.ts';
import { formTargets } from './form-targets.ts';
import { markup } from './html.ts';
import { page, send } from './page.ts';

/** "Stay signed in?": yes keeps the session beyond the browser. */
export function askToStay(flow: Flow, visit: Visit, name: string) {
  const form = markup`<p class="name" id="displayName">${name}</p>
    <h1>Stay signed in?</h1>
    <p id="KmsiDescription">Do this to reduce the number of times you are asked to sign in.</p>
    <div class="buttons">
      <button type="submit" class="plain" id="idBtn_Back" name="LoginOptions" value="3">No</button>
      <button type="submit" id="idSIButton9" name="LoginOptions" value="1" autofocus>Yes</button>
    </div>`;
  return send(page('Stay signed in?', flowForm('/kmsi', flow, visit, form)), visit, formTargets(flow, visit));
}
