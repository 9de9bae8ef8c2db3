import { z } from 'zod';
import { jsonOf, postForm, type Answer, type Call } from './call.ts';
import { DeviceUnavailableError, unavailable } from './errors.ts';
import { LOGIN } from './login.ts';
import { formOn, textOn } from './page.ts';
import type { Decision, SignInOptions } from './result.ts';

const SESSION_COOKIE = 'ESTSAUTHPERSISTENT';

const credentialType = z.object({ Credentials: z.object({ FederationRedirectUrl: z.string().optional() }) });

/** A user at the sign-in page: name → password there, or → AD FS' form → its token posted back by the browser. */
export async function signInWithBrowser(call: Call, who: SignInOptions): Promise<Decision> {
  let via: Decision['via'] = 'unknown';
  try {
    const redirect = await typeName(call, who.upn);
    via = redirect === undefined ? 'managed' : 'federated';
    if (redirect !== undefined) return await signInAtFarm(call, redirect, who);
    const page = await postForm(call, `${LOGIN}/common/login`, { login: who.upn, passwd: who.password });
    return readOutcome(page, via);
  } catch (error) {
    return unavailable(error, via);
  }
}

async function typeName(call: Call, upn: string): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username: upn, isOtherIdpSupported: true });
  const answer = await call(`${LOGIN}/common/GetCredentialType`, { method: 'POST', headers, body });
  return jsonOf(answer, credentialType).Credentials.FederationRedirectUrl;
}

async function signInAtFarm(
  call: Call,
  redirect: string,
  { upn, password }: SignInOptions,
): Promise<Decision> {
  const form = submitted(await call(redirect));
  const answered = await postForm(call, form.action, { ...form.fields, UserName: upn, Password: password });
  const back = formOn(answered.text);
  if (back?.fields['wresult'] === undefined) {
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
  if (cookies.has(SESSION_COOKIE)) return { outcome: 'success', via, status };
  const code = Number.parseInt(textOn(text, 'errorCode') ?? '', 10);
  if (Number.isNaN(code))
    throw new DeviceUnavailableError(url, `status ${status}, neither cookie nor error code`, status);
  return { outcome: 'refused', via, status, errorCode: code, errorText: `AADSTS${code}` };
}
