import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { startTestFarm } from '../test-farm.fixture.ts';

test('the metadata name both versions, each with its policy, action and https address', async () => {
  await using farm = await startTestFarm();
  const { status, text } = await farm.ask('/adfs/services/trust/mex');
  expect(status).toBe(200);
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const attributes = (name: string, attribute: string): (string | null)[] =>
    [...document.getElementsByTagNameNS('*', name)].map((element) => element.getAttribute(attribute));
  const policies = [...document.getElementsByTagNameNS('*', 'WssUsernameToken10')];
  expect(policies).toHaveLength(2);
  expect(attributes('PolicyReference', 'URI')).toEqual(
    [...document.getElementsByTagNameNS('*', 'ExactlyOne')].map(
      ({ parentNode }) => `#${document.contains(parentNode) ? idOf(parentNode) : ''}`,
    ),
  );
  expect(attributes('operation', 'soapAction').filter(Boolean)).toEqual([
    'http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue',
    'http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue',
  ]);
  expect(
    [...document.getElementsByTagNameNS('http://www.w3.org/2005/08/addressing', 'Address')].map(String),
  ).toEqual([
    expect.stringContaining('https://sts.fabrikam.com/adfs/services/trust/2005/usernamemixed'),
    expect.stringContaining('https://sts.fabrikam.com/adfs/services/trust/13/usernamemixed'),
  ]);
});

function idOf(node: unknown): string {
  return /Id="([^"]*)"/.exec(String(node))?.[1] ?? '';
}
