import { z } from 'zod';
import { send, PeerUnavailableError, type Outbound } from './call.ts';
import type { Credentials } from './core/basic.ts';
import type { Route } from './core/route-cache.ts';
import { verdictOf, type Verdict } from './core/verdict.ts';

const LOGIN = 'https://login.microsoftonline.com';
/** The documented application id of Office 365 Exchange Online. */
const CLIENT_ID = '00000002-0000-0ff1-ce00-000000000000';

const realmAnswer = z.object({ account_type: z.string(), federation_active_auth_url: z.string().optional() });
const tokenAnswer = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error_codes: z.array(z.number().int()).min(1) }),
]);

/** Asks the cloud where a user's passwords are checked; undefined for a domain it does not know. */
export async function lookUpRoute(
  out: Outbound,
  upn: string,
  correlationId: string,
): Promise<Route | undefined> {
  const url = `${LOGIN}/common/userrealm/${encodeURIComponent(upn).replaceAll('%40', '@')}?api-version=1.0`;
  const headers = { accept: 'application/json', 'client-request-id': correlationId };
  const { text } = await send(out, { url, method: 'GET', headers });
  const realm = readJson(url, text, realmAnswer);
  if (realm.account_type === 'Managed') return { authentication: 'managed' };
  const activeSignInUri = realm.federation_active_auth_url;
  if (realm.account_type !== 'Federated' || activeSignInUri === undefined) return undefined;
  return { authentication: 'federated', activeSignInUri };
}

/** Checks a managed user's password with the password grant. Throws PeerUnavailableError. */
export async function askCloud(
  out: Outbound,
  credentials: Credentials,
  correlationId: string,
): Promise<Verdict> {
  const url = `${LOGIN}/organizations/oauth2/v2.0/token`;
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: CLIENT_ID,
    username: credentials.upn,
    password: credentials.password,
    scope: 'openid',
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'client-request-id': correlationId };
  const { status, text } = await send(out, { url, method: 'POST', headers, body });
  if (status >= 500) throw new PeerUnavailableError(url, `status ${status}`);
  const answer = readJson(url, text, tokenAnswer);
  return 'access_token' in answer ? { kind: 'accepted' } : verdictOf(answer.error_codes[0] ?? 0);
}

function readJson<T>(url: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new PeerUnavailableError(url, 'the answer is not what the protocol has');
  }
}
