import { joined, markup, type Markup } from '../markup.ts';

/** The sign-in form; `action` is the request's own path and query, so that `wctx` and the rest come back. */
export function signInPage(action: string, userName: string, error: string): Markup {
  return page(
    'Sign In',
    markup`<form method="post" id="loginForm" autocomplete="off" action="${action}">`,
    markup`<label id="errorText">${error}</label>`,
    markup`<input id="userNameInput" name="UserName" type="email" value="${userName}">`,
    markup`<input id="passwordInput" name="Password" type="password">`,
    markup`<input id="optionForms" type="hidden" name="AuthMethod" value="FormsAuthentication">`,
    markup`<button id="submitButton" type="submit">Sign in</button></form>`,
  );
}

/** The form that a browser posts to the relying party by itself (WS-Federation 1.2 section 13). */
export function autoPostPage(action: string, fields: Readonly<Record<string, string>>): Markup {
  return page(
    'Working...',
    markup`<form method="POST" name="hiddenform" action="${action}">`,
    ...Object.entries(fields).map(
      ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
    ),
    markup`<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit"></noscript>`,
    markup`</form><script>window.setTimeout('document.forms[0].submit()', 0);</script>`,
  );
}

export function errorPage(text: string): Markup {
  return page('Error', markup`<p>An error occurred</p><label id="errorText">${text}</label>`);
}

function page(title: string, ...body: readonly Markup[]): Markup {
  return joined(
    markup`<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>${title}</title></head><body>`,
    ...body,
    markup`</body></html>`,
  );
}
