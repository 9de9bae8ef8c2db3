import { postForm, type Answer, type Call } from './call.ts';
import { withCookies } from './cookie-jar.ts';
import { DeviceUnavailableError, unavailable } from './errors.ts';
import { CLIENT_ID, LOGIN, NATIVE_CLIENT } from './login.ts';
import { formOn, textOn } from './page.ts';
import type { Decision, SignInOptions } from './result.ts';

/** What the service sets once a user has signed in. */
const SESSION_COOKIES = ['ESTSAUTH', 'ESTSAUTHPERSISTENT'];

/** A user at the sign-in page: the page for the password, or AD FS' form and its token posted back by the browser. */
export async function signInWithBrowser(call: Call, who: SignInOptions): Promise<Decision> {
  const browse = withCookies(call);
  let via: Decision['via'] = 'unknown';
  try {
    const first = await browse(startOf(who.upn));
    via = first.location === undefined ? 'managed' : 'federated';
    if (first.location !== undefined) return await signInAtFarm(browse, first.location, who);
    const { action, fields } = submitted(first);
    if (fields['passwd'] === undefined) return readOutcome(first, via);
    return readOutcome(await postForm(browse, action, { ...fields, passwd: who.password }), via);
  } catch (error) {
    return unavailable(error, via);
  }
}

/** An application sends its user off with the name that it knows. */
function startOf(upn: string): string {
  const url = new URL(`${LOGIN}/organizations/oauth2/v2.0/authorize`);
  url.searchParams.set('client_id', CLIENT_ID);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('redirect_uri', NATIVE_CLIENT);
  url.searchParams.set('scope', 'openid profile');
  url.searchParams.set('login_hint', upn);
  return url.href;
}

async function signInAtFarm(
  call: Call,
  redirect: string,
  { upn, password }: SignInOptions,
): Promise<Decision> {
  const form = submitted(await call(redirect));
  const answered = await postForm(call, form.action, { ...form.fields, UserName: upn, Password: password });
  const back = formOn(answered.text);
  const token = back?.fields['wresult'] ?? back?.fields['SAMLResponse'];
  if (back === undefined || token === undefined) {
    const errorText = textOn(answered.text, 'errorText') ?? 'the farm sent no token';
    const outcome = answered.status >= 500 ? 'unavailable' : 'refused';
    return { outcome, via: 'federated', status: answered.status, errorText };
  }
  return readOutcome(await postForm(call, back.action, back.fields), 'federated');
}

/** The form on a page with its action made absolute. Throws DeviceUnavailableError. */
function submitted({ url, status, text }: Answer): {
  action: string;
  fields: Readonly<Record<string, string>>;
} {
  const form = formOn(text);
  const action = form === undefined ? null : URL.parse(form.action, url);
  if (form === undefined || action === null)
    throw new DeviceUnavailableError(url, 'the page has no form', status);
  return { action: action.href, fields: form.fields };
}

function readOutcome({ url, status, cookies, text }: Answer, via: Decision['via']): Decision {
  if (SESSION_COOKIES.some((name) => cookies.has(name))) return { outcome: 'success', via, status };
  const code = Number.parseInt(textOn(text, 'errorCode') ?? '', 10);
  if (Number.isNaN(code))
    throw new DeviceUnavailableError(url, `status ${status}, neither cookie nor error code`, status);
  return { outcome: 'refused', via, status, errorCode: code, errorText: `AADSTS${code}` };
}
