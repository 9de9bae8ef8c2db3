import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signInWithPassword } from '../core/sign-in.ts';
import { ADA, testDesk } from '../core/desk.fixture.ts';
import { assertionOf } from './ws-federation.ts';
import { failurePage, signedInPage } from './pages.ts';

const RSTR = '<t:RequestedSecurityToken xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust">';

test('whatever stands in wresult, the answer is one assertion or nothing', () => {
  const pieces = fc.constantFrom(
    RSTR,
    '</t:RequestedSecurityToken>',
    '<saml:Assertion',
    ' xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"',
    '/>',
    '<',
    '&',
    '&amp;',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 12 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (wresult) => {
      const found = assertionOf(wresult);
      expect(found === '' || found.includes(':Assertion')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('whatever is typed as a name or an authority, the answer is a code', async () => {
  const bench = testDesk();
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', 'constructor', '@', '@contoso.com', 'common', ADA),
  );
  await fc.assert(
    fc.asyncProperty(odd, odd, async (upn, authority) => {
      const attempt = {
        correlationId: 'c',
        upn,
        authority,
        password: 'x',
        client: 'oauth',
        grant: 'password',
      } as const;
      const { code } = await signInWithPassword(attempt, bench.tenants);
      expect(code === 0 ? upn : [90002, 50059, 50034]).toEqual(
        code === 0 ? ADA : expect.arrayContaining([code]),
      );
    }),
    { numRuns: 60 },
  );
});

test('pages escape what they show', () => {
  expect(signedInPage('<script>')).not.toContain('<script>');
  const facts = { code: 50126, correlationId: 'c', traceId: 't', now: 0 };
  expect(failurePage(facts)).toContain('<span id="errorCode">50126</span>');
});
