import { hash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOn } from '../devices/page.ts';
import { locationOf, TestBrowser } from './login/test-browser.fixture.ts';
import {
  bootstrap,
  CLI,
  GRAPH,
  listen,
  LOGIN,
  mutual,
  PASSWORD,
  passwordOf,
  register,
  SECRET,
  startAgent,
  startTenTenants,
  tokensIn,
  type One,
  type TenTenants,
} from './tenants-apart.fixture.ts';

const UNKNOWN_USER = 50034;
const UNKNOWN_APP = 700016;
const OTHER_TENANT = 700005;
const LOCKED = 50053;
const NOT_RECOGNIZED = 70018;
const REDIRECT = 'http://localhost';
const VERIFIER = 'v'.repeat(64);
const CHALLENGE = hash('sha256', VERIFIER, 'base64url');
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';

let ten: TenTenants;

beforeAll(async () => {
  ten = await startTenTenants();
});

afterAll(() => ten[Symbol.asyncDispose]());

async function tokenOf(upn: string, authority = 'organizations') {
  return tokensIn(await ten.token(authority, passwordOf(upn)));
}

function refusedWith(...codes: number[]) {
  return { status: 400, json: { error_codes: codes } };
}

describe('of ten tenants in one cloud', () => {
  test('a user is nobody in any other, and its tokens are its own tenant’s', async () => {
    const ids = new Set<unknown>();
    for (const mine of ten.all) {
      const claims = decodeJwt((await tokenOf(mine.upn)).access_token);
      expect(claims).toMatchObject({ tid: mine.id, iss: `https://sts.windows.net/${mine.id}/` });
      ids.add(claims['oid']);
      for (const others of ten.all.filter((one) => one !== mine)) {
        const answer = await ten.token(others.authority, passwordOf(mine.upn));
        expect(answer).toMatchObject(refusedWith(UNKNOWN_USER));
      }
    }
    expect(ids.size).toBe(ten.all.length);
  });

  test('a refresh token is good at its own and at shared authorities alone', async () => {
    for (const [mine, others] of ten.pairs) {
      const refresh = { grant_type: 'refresh_token', refresh_token: (await tokenOf(mine.upn)).refresh_token };
      expect(await ten.token(others.authority, refresh)).toMatchObject(refusedWith(OTHER_TENANT));
      for (const authority of [mine.id, 'common']) {
        const { access_token } = tokensIn(await ten.token(authority, refresh));
        expect(decodeJwt(access_token)).toMatchObject({ tid: mine.id, upn: mine.upn });
      }
    }
  });

  test('an application is known where it is registered, its secret nowhere else', async () => {
    for (const [mine, others] of ten.pairs) {
      const form = { client_id: mine.appId, client_secret: SECRET, scope: `${GRAPH}/.default` };
      const own = { ...form, grant_type: 'client_credentials' };
      expect(decodeJwt(tokensIn(await ten.token(mine.authority, own)).access_token)['tid']).toBe(mine.id);
      const answer = await ten.token(others.authority, own);
      expect(answer).toMatchObject({ json: { error_codes: [UNKNOWN_APP] } });
    }
  });

  test('a lock falls in one, and nobody of the same name is locked in another', async () => {
    for (const [mine, others] of ten.pairs.slice(0, 3)) {
      for (let nth = 0; nth < 10; nth++) await ten.token('common', passwordOf(mine.upn, `wrong-${nth}`));
      expect(await ten.token(mine.authority, passwordOf(mine.upn))).toMatchObject(refusedWith(LOCKED));
      expect((await ten.token(others.authority, passwordOf(others.upn))).status).toBe(200);
      await ten.empty.lab.advance(60_000);
    }
  });
});

describe('with a browser', () => {
  const url = (authority: string, more: Record<string, string> = {}) => {
    const basics = { client_id: CLI, response_type: 'code', redirect_uri: REDIRECT, scope: 'openid' };
    const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
    return `${LOGIN}/${authority}/oauth2/v2.0/authorize?${new URLSearchParams({ ...basics, ...pkce, ...more }).toString()}`;
  };
  const signIn = async (browser: TestBrowser, { authority, upn }: One) => {
    const second = await browser.submit(await browser.get(url(authority)), { loginfmt: upn });
    return locationOf(await browser.submit(second, { passwd: PASSWORD })).searchParams.get('code') ?? '';
  };

  test('a code is redeemed in its own tenant alone', async () => {
    for (const [mine, others] of ten.pairs) {
      const code = await signIn(new TestBrowser(ten.call), mine);
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
        code_verifier: VERIFIER,
      };
      expect(await ten.token(others.authority, form)).toMatchObject(refusedWith(OTHER_TENANT));
      const { access_token } = tokensIn(await ten.token(mine.authority, form));
      expect(decodeJwt(access_token)).toMatchObject({ tid: mine.id, upn: mine.upn });
    }
  });

  test('a session answers for the account of the tenant that is asked, and for no other', async () => {
    const browser = new TestBrowser(ten.call);
    for (const [mine, others] of ten.pairs.slice(0, -1)) {
      await signIn(browser, mine);
      const elsewhere = locationOf(await browser.get(url(others.authority, { prompt: 'none' })));
      expect(elsewhere.searchParams.get('error')).toBe('login_required');
      expect(formOn((await browser.get(url(others.authority))).text)?.fields).not.toHaveProperty('passwd');
      const own = locationOf(await browser.get(url(mine.authority, { prompt: 'none' })));
      const code = own.searchParams.get('code') ?? '';
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
        code_verifier: VERIFIER,
      };
      const { access_token } = tokensIn(await ten.token(mine.authority, form));
      expect(decodeJwt(access_token)).toMatchObject({ upn: mine.upn });
    }
  });

  test('a device’s code is confirmed and redeemed in its own tenant alone', async () => {
    for (const [mine, others] of ten.pairs.slice(0, 3)) {
      const form = { client_id: CLI, scope: 'openid' };
      const asked = await ten.call(`${LOGIN}/${mine.authority}/oauth2/v2.0/devicecode`, { form });
      const { device_code, user_code } = asked.json as { device_code: string; user_code: string };
      const poll = (authority: string) => ten.token(authority, { grant_type: DEVICE, device_code });
      expect(await poll(others.authority)).toMatchObject(refusedWith(NOT_RECOGNIZED));
      const confirm = async ({ upn }: One) => {
        const browser = new TestBrowser(ten.call);
        const name = await browser.submit(await browser.get(`${LOGIN}/common/oauth2/deviceauth`), {
          otc: user_code,
        });
        const next = await browser.submit(name, { loginfmt: upn });
        if (formOn(next.text)?.fields['canary'] === undefined || !next.text.includes('passwd')) return;
        const asks = await browser.submit(next, { passwd: PASSWORD });
        if (asks.text.includes('name="confirm"')) await browser.submit(asks, { confirm: 'yes' });
      };
      await confirm(others);
      expect((await poll(mine.authority)).json).toMatchObject({ error: 'authorization_pending' });
      await confirm(mine);
      expect(await poll(others.authority)).toMatchObject(refusedWith(NOT_RECOGNIZED));
      const { access_token } = tokensIn(await poll(mine.authority));
      expect(decodeJwt(access_token)).toMatchObject({ tid: mine.id, upn: mine.upn });
    }
  });
});

describe('administration', () => {
  const read = async (bearer: string, path: string): Promise<readonly Record<string, unknown>[]> => {
    const answer = await ten.call(`${GRAPH}${path}`, { headers: { authorization: `Bearer ${bearer}` } });
    expect(answer.status).toBe(200);
    return (answer.json as { value: Record<string, unknown>[] }).value;
  };

  test('shows users, domains and sign-ins of one’s own tenant, and changes nothing in another', async () => {
    for (const [mine, others] of ten.pairs) {
      const { access_token } = await tokenOf(mine.admin);
      const users = await read(access_token, '/v1.0/users');
      const names = users.map((user) => user['userPrincipalName']);
      expect(names.toSorted()).toEqual([mine.upn, mine.admin].toSorted());
      const domains = await read(access_token, '/v1.0/domains');
      expect(domains.map((domain) => domain['id']).toSorted()).toEqual(
        [`${mine.name}.example`, mine.authority].toSorted(),
      );
      const signIns = await read(access_token, '/beta/auditLogs/signIns?$top=100');
      // What another tenant's authority was asked with stands in that tenant's log, as typed.
      const whose = signIns.filter((one) => (one['status'] as { errorCode: number }).errorCode === 0);
      expect(whose.length).toBeGreaterThan(0);
      for (const one of whose)
        expect(String(one['userPrincipalName'])).toMatch(new RegExp(`@${mine.name}\\.`));
      const foreign = await ten.call(`${GRAPH}/v1.0/domains/${others.name}.example`, {
        method: 'PATCH',
        json: { authenticationType: 'Federated' },
        headers: { authorization: `Bearer ${access_token}` },
      });
      expect(foreign.status).toBe(404);
    }
  });

  test('registers agents in one’s own tenant, and they bootstrap, listen and answer there alone', async () => {
    const [mine, others] = ten.pairs[0] ?? [];
    if (mine === undefined || others === undefined) throw new Error('there are ten tenants');
    const { access_token } = await tokenOf(mine.admin);
    expect((await register(ten, others, access_token)).answer.status).toBe(401);
    const agent = await startAgent(ten, mine, access_token);
    const foreign = await startAgent(ten, others, (await tokenOf(others.admin)).access_token);
    await expect(bootstrap(ten, others, agent)).rejects.toThrow();
    expect(await listen(ten, agent.queue)).toBe('open');
    const { url, address } = foreign.queue;
    expect(await listen(ten, { ...agent.queue, url })).not.toBe('open');
    expect(await listen(ten, { ...agent.queue, url, address })).not.toBe('open');
    expect(await listen(ten, { ...agent.queue, address })).not.toBe('open');
    const id = '00000000-0000-4000-8000-000000000001';
    const answer = { contractVersion: '1', requestId: id, result: { win32: 0 } };
    const answered = mutual(ten, `${foreign.answersUrl}/${id}`, answer, agent.client);
    await expect(ten.empty.lab.until(answered, 'the answer')).rejects.toThrow();
    for (const [admin, agents] of [
      [mine, [agent.agentId]],
      [others, [foreign.agentId]],
    ] as const) {
      const bearer = (await tokenOf(admin.admin)).access_token;
      const listed = await read(bearer, '/beta/onPremisesPublishingProfiles/authentication/agents');
      expect(listed.map((one) => one['id'])).toEqual(agents);
    }
  });
});
