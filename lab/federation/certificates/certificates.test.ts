import fc from 'fast-check';
import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { requestXml, startTestFarm, type TestFarm } from '../test-farm.fixture.ts';
import { dueOf } from './schedule.ts';

const DAY = 86_400_000;
const METADATA = '/FederationMetadata/2007-06/FederationMetadata.xml';

/** The certificate that a token is signed with now. */
async function signingWith(farm: TestFarm): Promise<string | undefined> {
  const created = new Date(farm.lab.now()).toISOString();
  const expires = new Date(farm.lab.now() + 60_000).toISOString();
  const { text } = await farm.ask('/adfs/services/trust/13/usernamemixed', {
    body: requestXml({ created, expires }),
  });
  return /<ds:X509Certificate>([^<]*)</.exec(text)?.[1];
}

async function metadataOf(farm: TestFarm): Promise<{ xml: string; certificates: Set<string> }> {
  const { text } = await farm.ask(METADATA);
  const found = text.matchAll(/<X509Certificate>([^<]*)</g);
  return { xml: text, certificates: new Set([...found].map(([, certificate = '']) => certificate)) };
}

test('a year: made twenty days before the end, primary five days later', async () => {
  await using farm = await startTestFarm();
  const { control } = farm.federation;
  const first = farm.federation.settings.signingCertificate;
  await farm.lab.advance(344 * DAY);
  expect((await control.settings({})).nextSigningCertificate).toBeUndefined();
  await farm.lab.advance(DAY);
  const { signingCertificate, nextSigningCertificate } = await control.settings({});
  expect(signingCertificate).toBe(first);
  expect(nextSigningCertificate).not.toBe(first);
  expect((await metadataOf(farm)).certificates).toEqual(new Set([first, nextSigningCertificate]));
  await farm.lab.advance(4 * DAY);
  expect(await signingWith(farm)).toBe(first);
  await farm.lab.advance(DAY);
  expect(await signingWith(farm)).toBe(nextSigningCertificate);
  expect((await control.settings({})).nextSigningCertificate).toBeUndefined();
  const written = await control.events({});
  expect(written.map(({ id }) => id).filter((id) => id < 342)).toEqual([335, 336]);
});

test('by hand: a successor, then its promotion; at once when urgent', async () => {
  await using farm = await startTestFarm();
  const { control } = farm.federation;
  const made = await control.rollover({});
  expect(made.map(({ isPrimary }) => isPrimary)).toEqual([true, false]);
  const promoted = await control.promoteCertificate({});
  expect(promoted[0]?.thumbprint).toBe(made[1]?.thumbprint);
  expect(await signingWith(farm)).toBe(made[1]?.certificate);
  const urgent = await control.rollover({ urgent: true });
  expect(urgent.map(({ isPrimary }) => isPrimary)).toEqual([true, false]);
  expect(urgent[1]?.thumbprint).toBe(made[1]?.thumbprint);
});

test('without automatic rollover the farm only warns', async () => {
  await using farm = await startTestFarm({ certificates: { autoRollover: false, duration: '30d' } });
  await farm.lab.advance(40 * DAY);
  const { control } = farm.federation;
  expect((await control.events({ id: 385 })).length).toBe(1);
  expect(await control.certificates({})).toHaveLength(1);
});

test('a primary that was stopped rolls over at its start', async () => {
  await using farm = await startTestFarm({ certificates: { duration: '30d' } });
  const { control } = farm.federation;
  await control.shutDown({});
  await farm.lab.advance(11 * DAY);
  expect(await control.certificates({})).toHaveLength(1);
  await farm.lab.until(control.start({}), 'the farm');
  expect(await control.certificates({})).toHaveLength(2);
});

test('federation metadata are signed, and name the endpoints', async () => {
  await using farm = await startTestFarm();
  const { xml } = await metadataOf(farm);
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  expect(document.documentElement?.getAttribute('entityID')).toBe(
    'http://sts.fabrikam.com/adfs/services/trust',
  );
  expect(xml).toContain('Location="https://sts.fabrikam.com/adfs/ls/"');
  const pem = `-----BEGIN CERTIFICATE-----\n${farm.federation.settings.signingCertificate}\n-----END CERTIFICATE-----`;
  const check = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null });
  check.loadSignature(String(document.getElementsByTagName('ds:Signature')[0]));
  expect(check.checkSignature(xml)).toBe(true);
});

test('what is due is never due after the certificate ends by more than one look', () => {
  const span = fc.integer({ min: 1, max: 400 }).map((days) => days * DAY);
  fc.assert(
    fc.property(
      span,
      span,
      span,
      span,
      (notAfter, generationThreshold, promotionThreshold, rolloverInterval) => {
        const config = {
          autoRollover: true,
          duration: DAY,
          generationThreshold,
          promotionThreshold,
          rolloverInterval,
        };
        for (const successorMadeAt of [undefined, notAfter - DAY]) {
          const { at } = dueOf({ notAfter, successorMadeAt }, config, 0);
          expect(at).toBeLessThan(notAfter + rolloverInterval);
        }
      },
    ),
  );
});
