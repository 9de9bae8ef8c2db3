import { aadsts } from '../aadsts.ts';
import type { RefusalDetail } from '../refusal.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { markup } from './html.ts';
import { page, send } from './page.ts';

/** The page after a sign-in that was for no application. */
export function showSignedIn(visit: Visit, displayName: string) {
  return send(
    page(
      'Signed in',
      markup`<h1>You are signed in</h1>
        <p>You are signed in as ${displayName}.</p>`,
    ),
    visit,
  );
}

export function showSignedOut(visit: Visit) {
  const text = markup`<h1>You signed out of your account</h1>
    <p>It's a good idea to close all browser windows.</p>`;
  return send(page('Sign out', text), visit);
}

/** The page of a native client's redirect: its application reads the address and closes the window. */
export function showNativeClient(visit: Visit) {
  return send(page('Done', markup`<p>You may close this window.</p>`), visit);
}

/** The page that tells a browser's user what went wrong, with status 200 as in the real service; never an application. */
export function showError(
  visit: Visit,
  code: number,
  { text = aadsts(code).text }: RefusalDetail = {},
  status = 200,
) {
  const { reply, context, correlationId } = visit;
  const traceId = context.chance.uuid();
  void reply.header('x-ms-request-id', traceId);
  const body = markup`<h1>Sign in</h1>
    <p role="alert" id="exceptionMessageContainer">Sorry, but we're having trouble signing you in.</p>
    <p id="errorText">AADSTS${code}: ${text}</p>
    <div class="facts">
      <p>Error Code: <span id="errorCode">${code}</span></p>
      <p>Request Id: ${traceId}</p>
      <p>Correlation Id: ${correlationId}</p>
      <p>Timestamp: ${new Date(nowOf(visit)).toISOString()}</p>
    </div>`;
  return send(page('Sign in to your account', body), visit, [], status);
}
