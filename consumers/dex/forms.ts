import { request } from 'undici';
import { asAdministrator } from '../programs/administrator.ts';
import { expect, holds } from '../../programs/checks.ts';
import { CALLBACK, type Stage, type StartedDex } from './server.ts';
import { tokens, type Grant } from './tokens.ts';

/** The form in a browser, and the tokens for the code that comes of it. */
export async function forms({ dex, domain, checks }: Stage): Promise<void> {
  const { upn, password, dn } = domain.person('ada');
  let refreshToken = '';
  await checks.check('the form signs in by StartTLS, and the code is worth tokens', async () => {
    const grant = await redeemed(dex, await posted(dex, 'tls', 'ada', password));
    holds('claims' in grant, JSON.stringify(grant));
    expect(grant.claims['email'], upn);
    refreshToken = grant.refreshToken ?? '';
  });
  await checks.check('the form signs in by mail', async () => {
    const grant = await redeemed(dex, await posted(dex, 'mail', upn, password));
    holds('claims' in grant, JSON.stringify(grant));
    expect(grant.claims['name'], 'Ada Lovelace');
  });
  await checks.check('the form refuses a wrong password and a disabled account', async () => {
    expect(await posted(dex, 'ad', 'ada', 'wrong'), '401');
    expect(await posted(dex, 'ad', 'disabled', domain.person('disabled').password), '401');
  });
  await checks.check('a refreshed token has the groups of now', async () => {
    const group = `CN=Sales (EMEA),OU=Staff,${domain.base}`;
    await asAdministrator(domain, (ldap) =>
      ldap.modify(group, [{ kind: 'add', type: 'member', values: [dn] }]),
    );
    const grant = await tokens(dex, { grant_type: 'refresh_token', refresh_token: refreshToken });
    holds('claims' in grant, JSON.stringify(grant));
    const groups = grant.claims['groups'];
    holds(Array.isArray(groups) && groups.includes('Sales (EMEA)'), String(groups));
  });
}

/** Fills in the form. Answers the code, or the status of the page that says no. */
async function posted(dex: StartedDex, connector: string, login: string, password: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: 'app',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid profile email groups offline_access',
    state: 'x',
  });
  const { origin } = new URL(dex.issuer);
  let at = `${dex.issuer}/auth/${connector}?${query.toString()}`;
  for (;;) {
    const { statusCode, headers, body } = await request(at);
    await body.dump();
    if (statusCode === 200) break;
    at = new URL(String(headers['location']), origin).href;
  }
  const { statusCode, headers, body } = await request(at, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ login, password }).toString(),
  });
  await body.dump();
  if (statusCode !== 303) return String(statusCode);
  return codeIn(new URL(String(headers['location']), origin), origin);
}

async function codeIn(url: URL, origin: string): Promise<string> {
  const code = url.searchParams.get('code');
  if (code !== null) return code;
  const { headers, body } = await request(url);
  await body.dump();
  return codeIn(new URL(String(headers['location']), origin), origin);
}

function redeemed(dex: StartedDex, code: string): Promise<Grant> {
  return tokens(dex, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
}
