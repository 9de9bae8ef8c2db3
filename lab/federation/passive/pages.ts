import { markup, type Markup } from '../markup.ts';
import { page } from './page.ts';

export interface SignInForm {
  /** The request's own path and query, so that its context comes back. */
  readonly action: string;
  readonly userName: string;
  /** Why the form is shown again. */
  readonly error: string;
  readonly keepMeSignedIn: boolean;
}

export function signInPage({ action, userName, error, keepMeSignedIn }: SignInForm): Markup {
  return page(
    'Sign in',
    markup`<form method="post" id="loginForm" autocomplete="off" action="${action}">`,
    markup`<div id="errorText" role="alert">${error}</div>`,
    markup`<label for="userNameInput">User account</label>`,
    markup`<input id="userNameInput" name="UserName" type="email" value="${userName}" autocomplete="username">`,
    markup`<label for="passwordInput">Password</label>`,
    markup`<input id="passwordInput" name="Password" type="password" autocomplete="current-password">`,
    keepMeSignedIn
      ? markup`<label for="kmsiInput"><input id="kmsiInput" name="Kmsi" type="checkbox" value="true"> Keep me signed in</label>`
      : markup``,
    markup`<input id="optionForms" type="hidden" name="AuthMethod" value="FormsAuthentication">`,
    markup`<button id="submitButton" type="submit">Sign in</button></form>`,
  );
}

export function verificationPage(action: string, error: string): Markup {
  return page(
    'Additional verification',
    markup`<form method="post" id="verificationForm" autocomplete="off" action="${action}">`,
    markup`<div id="errorText" role="alert">${error}</div>`,
    markup`<label for="verificationCodeInput">Verification code</label>`,
    markup`<input id="verificationCodeInput" name="VerificationCode" inputmode="numeric" autocomplete="one-time-code">`,
    markup`<input type="hidden" name="AuthMethod" value="VerificationCode">`,
    markup`<button id="submitButton" type="submit">Verify</button></form>`,
  );
}

export function errorPage(text: string, activityId: string): Markup {
  return page(
    'An error occurred',
    markup`<p id="errorText" role="alert">${text}</p>`,
    markup`<p>Activity ID: <span id="activityId">${activityId}</span></p>`,
  );
}

export function signedOutPage(): Markup {
  return page('Signed out', markup`<p>You have successfully signed out. Close all browser windows.</p>`);
}

/** What an identity provider's own page offers to whoever has signed in there. */
export function applicationsPage(
  action: string,
  applications: readonly (readonly [string, string])[],
): Markup {
  return page(
    'You are signed in',
    markup`<form method="post" id="idpForm" action="${action}"><label for="rpInput">Sign in to</label>`,
    markup`<select id="rpInput" name="RelyingParty">`,
    ...applications.map(([value, name]) => markup`<option value="${value}">${name}</option>`),
    markup`</select><button type="submit">Sign in</button></form>`,
  );
}
