import type { Flow } from '../authorize/flow.ts';
import { formTargets } from './form-targets.ts';
import type { Visit } from '../web/visit.ts';
import { complaint, flowForm, submit, type Fault } from './form.ts';
import { markup } from './html.ts';
import { page, send } from './page.ts';

/** The first page: who are you? Ids are those that scripts know from the real page. */
export function askName(flow: Flow, visit: Visit, name = '', fault?: Fault) {
  const invalid = markup`${fault !== undefined && markup` aria-invalid="true" aria-describedby="usernameError"`}`;
  const form = markup`<h1 id="loginHeader">Sign in</h1>
    ${complaint(fault)}
    <label for="i0116">Email, phone, or Skype</label>
    <input
      type="email"
      name="loginfmt"
      id="i0116"
      value="${name}"
      maxlength="113"
      autocomplete="username"
      required
      autofocus${invalid}
    />
    <div class="buttons">${submit('Next')}</div>`;
  return send(
    page('Sign in to your account', flowForm('/login', flow, visit, form)),
    visit,
    formTargets(flow, visit),
  );
}

/** The second page: the password of a managed user. */
export function askPassword(flow: Flow, visit: Visit, name: string, fault?: Fault) {
  const invalid = markup`${fault !== undefined && markup` aria-invalid="true" aria-describedby="passwordError"`}`;
  const form = markup`<p class="name" id="displayName">${name}</p>
    <h1 id="loginHeader">Enter password</h1>
    ${complaint(fault)}
    <input type="hidden" name="login" value="${name}" />
    <input type="hidden" name="loginfmt" value="${name}" />
    <input type="hidden" name="LoginOptions" value="3" />
    <label for="i0118">Password</label>
    <input
      type="password"
      name="passwd"
      id="i0118"
      maxlength="256"
      autocomplete="current-password"
      required
      autofocus${invalid}
    />
    <div class="buttons">${submit('Sign in')}</div>`;
  return send(
    page('Sign in to your account', flowForm('/login', flow, visit, form)),
    visit,
    formTargets(flow, visit),
  );
}
