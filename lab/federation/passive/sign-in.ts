import { checkAppliesTo, checkCredentialsPresent } from '../core/judgement.ts';
import { TrustRefusal, type RefusalReason } from '../errors.ts';
import type { Caller, Farm } from '../farm.ts';
import type { Markup } from '../markup.ts';
import { MICROSOFT_ONLINE_ENDPOINT } from '../names.ts';
import { tokenResponse, type IssuedToken } from '../ws-trust/response.ts';
import { autoPostPage, errorPage, signInPage } from './pages.ts';

export interface PageAnswer {
  readonly status: 200 | 400 | 500;
  readonly page: Markup;
}

const ENDPOINT = 'ls';
const TEXTS: Readonly<Partial<Record<RefusalReason, string>>> = {
  failedAuthentication:
    'Incorrect user ID or password. Type the correct user ID and password, and try again.',
  invalidScope: 'MSIS7007: The requested relying party trust is unspecified or unsupported.',
  invalidRequest: 'MSIS7042: The request is not a WS-Federation sign-in request.',
};

/** WS-Federation, first request: the form, if the relying party is known. */
export function askForCredentials(farm: Farm, url: URL, caller: Caller): PageAnswer {
  try {
    checkSignInRequest(url);
    return { status: 200, page: signInPage(actionOf(url), url.searchParams.get('username') ?? '', '') };
  } catch (error) {
    return failure(farm.refused(ENDPOINT, error, caller), url, '');
  }
}

/** WS-Federation, the form come back: check, issue, and have the browser post the token to the relying party. */
export async function takeCredentials(
  farm: Farm,
  url: URL,
  form: URLSearchParams,
  caller: Caller,
): Promise<PageAnswer> {
  const [userName, password] = [(form.get('UserName') ?? '').trim(), form.get('Password') ?? ''];
  try {
    farm.requested(ENDPOINT, userName, caller);
    checkSignInRequest(url);
    checkCredentialsPresent(userName, password);
    const claims = await farm.parts.checkPassword(userName, password, caller.correlationId);
    const token = farm.issue(claims);
    farm.issued(ENDPOINT, claims, caller);
    return { status: 200, page: postToRelyingParty(token, url.searchParams.get('wctx')) };
  } catch (error) {
    return failure(farm.refused(ENDPOINT, error, caller), url, userName);
  }
}

function checkSignInRequest({ searchParams }: URL): void {
  if (searchParams.get('wa') !== 'wsignin1.0')
    throw new TrustRefusal('invalidRequest', 'wa is not wsignin1.0');
  checkAppliesTo(searchParams.get('wtrealm') ?? '');
}

function postToRelyingParty(token: IssuedToken, context: string | null): Markup {
  return autoPostPage(MICROSOFT_ONLINE_ENDPOINT, {
    wa: 'wsignin1.0',
    wresult: tokenResponse('2005', token).text,
    ...(context === null ? {} : { wctx: context }),
  });
}

function failure({ reason }: TrustRefusal, url: URL, userName: string): PageAnswer {
  const text = TEXTS[reason] ?? 'An error occurred. Contact your administrator for more information.';
  if (reason === 'failedAuthentication')
    return { status: 200, page: signInPage(actionOf(url), userName, text) };
  return { status: reason === 'directoryUnavailable' ? 500 : 400, page: errorPage(text) };
}

function actionOf(url: URL): string {
  return url.pathname + url.search;
}
