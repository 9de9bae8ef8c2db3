import { X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testSigner, type TestSigner } from '../../assertions/assertion.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';

let it: TestLogin;
let signer: TestSigner;

beforeEach(async () => {
  [it, signer] = await Promise.all([startTestLogin(), testSigner()]);
});

afterEach(() => it[Symbol.asyncDispose]());

test.each(['base64', 'base64url'] as const)(
  'a certificate is known by its thumbprint as libraries write it (%s)',
  async (alphabet) => {
    const certificate = new X509Certificate(Buffer.from(signer.certificate, 'base64'));
    const { appId } = it.register({ name: 'Daemon', certificates: [certificate.toString()] });
    const tenant = it.bench.opened.tenant.id;
    const sha256 = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex');
    const seconds = Math.floor(it.empty.lab.now() / 1_000);
    const ask = async (thumbprint: string): Promise<number> => {
      const assertion = await new SignJWT({ iss: appId, sub: appId, jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'PS256', 'x5t#S256': thumbprint })
        .setAudience(`${LOGIN}/${tenant}/oauth2/v2.0/token`)
        .setNotBefore(seconds)
        .setExpirationTime(seconds + 600)
        .sign(signer.privateKey);
      const form = {
        grant_type: 'client_credentials',
        client_id: appId,
        scope: 'https://graph.microsoft.com/.default',
        client_assertion: assertion,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      };
      return (await it.token(form, tenant)).status;
    };
    expect(await ask(sha256.toString(alphabet))).toBe(200);
    expect(await ask(Buffer.alloc(32, 1).toString(alphabet))).toBe(401);
  },
);
