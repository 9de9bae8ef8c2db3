import fc from 'fast-check';
import { expect, test } from 'vitest';
import { XmlError } from '../errors.ts';
import { requestXml } from '../test-farm.fixture.ts';
import { readTrustRequest } from './request.ts';

test('reads by namespace whatever the prefixes, and unescapes', () => {
  const read = readTrustRequest(requestXml({ version: '2005' }), '2005');
  expect(read).toMatchObject({
    userName: 'ada@fabrikam.com',
    password: 'Right & <Proper>1',
    messageId: 'urn:uuid:1',
  });
});

test('a request of the other version is refused', () => {
  expect(() => readTrustRequest(requestXml({ version: '2005' }), '1.3')).toThrow(XmlError);
});

test('two passwords, a missing one, deep nesting are refused', () => {
  const [open, close] = ['<a>'.repeat(9_000), '</a>'.repeat(9_000)];
  for (const body of [
    requestXml().replace(/(<x:Password>.*<\/x:Password>)/, '$1$1'),
    requestXml().replace(/<x:Password>.*<\/x:Password>/, ''),
    requestXml({ userName: `${open}${close}` }),
    requestXml({ created: 'today' }),
  ]) {
    expect(() => readTrustRequest(body, '1.3')).toThrow(XmlError);
  }
});

const whole = requestXml();
const mutated = fc
  .tuple(
    fc.nat(whole.length),
    fc.nat(40),
    fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('<', '&#0;', '</', '<![CDATA[', '<?')),
  )
  .map(([at, cut, put]) => whole.slice(0, at) + put + whole.slice(at + cut));

test('no text makes it throw anything but XmlError', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), mutated), (text) => {
      try {
        readTrustRequest(text, '1.3');
      } catch (error) {
        expect(error).toBeInstanceOf(XmlError);
      }
    }),
    { numRuns: 400, seed: 7 },
  );
});
