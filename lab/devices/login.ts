import { z } from 'zod';
import { jsonOf, postForm, type Call } from './call.ts';
import { DeviceUnavailableError } from './errors.ts';
import type { Decision } from './result.ts';

export const LOGIN = 'https://login.microsoftonline.com';

/** The documented id of Microsoft Office, a public client. */
export const CLIENT_ID = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
/** Where an application without a page of its own is answered. */
export const NATIVE_CLIENT = `${LOGIN}/common/oauth2/nativeclient`;
const SCOPE = 'openid profile offline_access User.Read';

const realm = z.object({
  account_type: z.string(),
  federation_metadata_url: z.string().optional(),
  federation_active_auth_url: z.string().optional(),
});

export type Realm = z.output<typeof realm>;

const tokenAnswer = z.union([
  z.object({
    access_token: z.string(),
    id_token: z.string().default(''),
    refresh_token: z.string().default(''),
    expires_in: z.number(),
    scope: z.string().default(''),
  }),
  z.object({
    error: z.string(),
    error_description: z.string(),
    error_codes: z.array(z.number().int()).default([]),
  }),
]);

/** `GET /common/userrealm/{upn}`, as authentication libraries ask before a user name and password are sent. */
export async function findRealm(call: Call, upn: string, login = LOGIN): Promise<Realm> {
  const name = encodeURIComponent(upn).replaceAll('%40', '@');
  return jsonOf(await call(`${login}/common/userrealm/${name}?api-version=1.0`), realm);
}

/** The form of a password grant (RFC 6749 section 4.3.2). */
export function passwordGrant(
  upn: string,
  password: string,
  clientId = CLIENT_ID,
  scope = SCOPE,
): Record<string, string> {
  return { grant_type: 'password', client_id: clientId, scope, username: upn, password };
}

/** The form of a SAML 1.1 bearer grant, the assertion in base64url. */
export function assertionGrant(assertion: string): Record<string, string> {
  return {
    grant_type: 'urn:ietf:params:oauth:grant-type:saml1_1-bearer',
    client_id: CLIENT_ID,
    scope: SCOPE,
    assertion: Buffer.from(assertion).toString('base64url'),
  };
}

/** `POST /{tenant}/oauth2/v2.0/token`. Throws DeviceUnavailableError. */
export async function askForTokens(
  call: Call,
  tenantId: string,
  form: Readonly<Record<string, string>>,
  via: Decision['via'],
  login = LOGIN,
): Promise<Decision> {
  const answer = await postForm(call, `${login}/${tenantId}/oauth2/v2.0/token`, form);
  const { status } = answer;
  if (status >= 500) throw new DeviceUnavailableError(answer.url, `status ${status}`, status);
  const read = jsonOf(answer, tokenAnswer);
  if ('access_token' in read) {
    const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken, scope } = read;
    return {
      outcome: 'success',
      via,
      status,
      tokens: { accessToken, idToken, refreshToken, expiresIn: read.expires_in, scope },
    };
  }
  const [code] = read.error_codes;
  const errorText = read.error_description;
  return { outcome: 'refused', via, status, errorText, ...(code === undefined ? {} : { errorCode: code }) };
}
