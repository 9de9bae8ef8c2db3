import { expect, test } from 'vitest';
import { LabFileError } from './errors.ts';
import { parseLab } from './load-lab-file.ts';

function refusal(text: string): LabFileError {
  try {
    parseLab(text, 'lab.yaml');
  } catch (error) {
    if (error instanceof LabFileError) return error;
    throw error;
  }
  throw new Error('there is nothing to complain about');
}

function placesIn(text: string): string[] {
  return refusal(text).mistakes.map(({ line, place }) => `${line ?? '?'} ${place ?? '?'}`);
}

test('every mistake is told in one run, those of fit beside those of shape', () => {
  const text = `forest:
  lockout: {lockoutThreshold: 5, observationWindow: 1h}
  users:
    named:
      - {sam: ada, upn: ada@contoso.com}
      - {sam: bob, userPrincipalName: bob@contso.com}
cloud:
  domains: [{name: contoso.com}, {name: contoso.com}]
connect:
  - role: primry
`;
  expect(placesIn(text)).toEqual([
    '2 forest.lockout.lockoutThreshold',
    '2 forest.lockout.observationWindow',
    '6 forest.users.named[1].userPrincipalName',
    '6 forest.users.named[1].userPrincipalName',
    '8 cloud.domains[1].name',
    '9 connect',
    '10 connect[0].role',
  ]);
  expect(refusal(text).message).toContain('found the UPN suffix contso.com');
});

test.each([
  ['a child', 'domains: [{domain: eu.corp.contoso.com}, {domain: eu.corp.contoso.com}]'],
  ['the first again', 'domains: [{domain: corp.contoso.com}]'],
  ['a forest', 'forests: [{domain: corp.contoso.com}]'],
])('a domain that is there twice is one mistake, whatever follows from its name: %s', (_, domains) => {
  const { mistakes } = refusal(`forest:\n  ${domains}\n`);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatchObject({
    place: expect.stringMatching(/\[\d\]\.domain$/),
    found: expect.stringContaining('a second time'),
  });
});

test('a domain controller that is there twice is told once', () => {
  expect(placesIn('forest:\n  domainControllers: [DC1, DC1]\n')).toEqual(['2 forest.domainControllers[1]']);
});

test.each([
  ['forest: {users: {named: [{sam: a, userPrincipalName: a@contoso.com}]}}', 'upn'],
  ['forest: {users: {named: [{sAMAccountName: a, upn: a@contoso.com}]}}', 'sam'],
  ['forest: {lockout: {lockoutDuration: 30m}}', 'duration'],
  ['forest: {lockout: {lockOutObservationWindow: 30m}}', 'observationWindow'],
  ['forest: {passwordPolicy: {pwdHistoryLength: 3}}', 'history'],
  ['forest: {netbiosName: CORP}', 'netbios'],
  ['forest: {}\negress: {}\nagents: [{name: AGENT1}]', 'host'],
  ['cloud: {pass_through: true}', 'passThrough'],
  ['clock: {start: now}', 'epoch'],
])('%s: the key that is right is named, and nothing is said of what it leaves missing', (text, right) => {
  const { mistakes } = refusal(text);
  expect(mistakes.map(({ remedy }) => remedy)).toEqual([`Did you mean ${right}?`]);
});

test('what cannot be guessed ends the reading there, and what is missing stays said', () => {
  const text = 'agents:\n  - {zzz: 1}\n';
  expect(placesIn(text)).toEqual(['2 agents[0].zzz', '2 agents[0].host']);
});

test('a misspelt section is read as it was meant', () => {
  expect(placesIn('forrest:\n  lockout: {treshold: 3}\n')).toEqual([
    '1 forrest',
    '2 forrest.lockout.treshold',
  ]);
});

test('a key that is written twice, once under another name, is not read twice', () => {
  const text =
    'forest: {users: {named: [{sam: a, upn: a@contoso.com, userPrincipalName: a@nowhere.example}]}}';
  expect(placesIn(text)).toEqual(['1 forest.users.named[0].userPrincipalName']);
});

test('twenty mistakes are named, and the rest are counted', () => {
  const text = Array.from({ length: 23 }, (_, n) => `odd${n}: 1\n`).join('');
  const lines = refusal(text).message.split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[0]).toMatch(/^lab\.yaml:1:1: odd0: found the unknown key/);
  expect(lines.at(-1)).toBe('and 3 more');
});

test('thousands of mistakes are counted at once', () => {
  const text = `{${Array.from({ length: 3_000 }, (_, n) => `x${n}: 1`).join(', ')}}`;
  expect(refusal(text).message).toContain('and 2980 more');
});

test('every key that is there twice is told', () => {
  expect(placesIn('forest: {}\nforest: {}\ncloud: {passThrough: true, passThrough: true}\n')).toHaveLength(2);
});

test('the mistakes of a text inside another have their places there', () => {
  const { mistakes } = refusal('alpha: 1\n\nbeta: 2\n').within(10, 4);
  expect(mistakes.map(({ line, column }) => [line, column])).toEqual([
    [11, 5],
    [13, 5],
  ]);
});
