import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../forest.ts';
import { complaints } from './complaints.fixture.ts';
import { forestMistakes } from './rules.ts';

const user = (sam: string, more: object = {}) => ({ sam, upn: `${sam}@contoso.com`, ...more });
const named = (...users: ReturnType<typeof user>[]): ForestConfigInput => ({
  users: { generate: 0, named: users },
});
const ada = (more: object): ForestConfigInput => named(user('ada', more));
const SAM = 'users.named.0.sam';
const UPN = 'users.named.0.upn';

describe('names that AD would refuse', () => {
  test.each<[ForestConfigInput, string]>([
    [named({ sam: 'a.name.of.21.letters.', upn: 'ada@contoso.com' }), `${SAM}: "a.name.of.21.letters."`],
    [named({ sam: 'twenty-one-characters', upn: 'ada@contoso.com' }), `${SAM}: "twenty-one-characters"`],
    [named({ sam: 'a/b', upn: 'ada@contoso.com' }), `${SAM}: "a/b"`],
    [named({ sam: 'ada@contoso.com', upn: 'ada@contoso.com' }), `${SAM}: "ada@contoso.com"`],
    [named({ sam: '  ', upn: 'ada@contoso.com' }), `${SAM}: "  "`],
    [named({ sam: '...', upn: 'ada@contoso.com' }), `${SAM}: "..."`],
    [ada({ upn: '@contoso.com' }), `${UPN}: "@contoso.com"`],
    [ada({ upn: 'a b@contoso.com' }), `${UPN}: "a b@contoso.com"`],
    [ada({ upn: 'a@b@contoso.com' }), `${UPN}: "a@b@contoso.com"`],
    [ada({ upn: `${'a'.repeat(250)}@contoso.com` }), `${UPN}: "${'a'.repeat(250)}@contoso.com"`],
    [ada({ name: 'a'.repeat(65) }), `users.named.0.name: "${'a'.repeat(65)}"`],
    [{ groups: [{ name: 'A/B' }] }, 'groups.0.name: "A/B"'],
    [
      { ...ada({ name: 'Guild' }), groups: [{ name: 'guild' }] },
      'groups.0.name: "guild", the name of a user in the same unit',
    ],
    [{ organizationalUnits: ['Staff', 'staff'] }, 'organizationalUnits.1: "staff" a second time'],
    [
      { organizationalUnits: ['Staff', 'Domain Controllers'] },
      'organizationalUnits.1: "Domain Controllers", which every domain has',
    ],
    [{ organizationalUnits: ['users'] }, 'organizationalUnits.0: "users", which every domain has'],
  ])('%j', (input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
  });

  test('the longest that AD takes are accepted', () => {
    const users = named({ sam: 'twenty.characters-it', upn: "o'ada+1@contoso.com" });
    expect(complaints({ ...users, organizationalUnits: ['Staff', 'Users of Staff'] })).toEqual([]);
  });
});

describe('attributes that the schema would refuse', () => {
  const at = 'users.named.0.attributes';
  test.each([
    [{ countryCode: 'abc' }, `${at}.countryCode: "abc" for countryCode`],
    [{ countryCode: '65536' }, `${at}.countryCode: "65536" for countryCode`],
    [{ title: 't'.repeat(129) }, `${at}.title: 129 characters for title`],
    [{ msNPAllowDialin: 'yes' }, `${at}.msNPAllowDialin: "yes" for msNPAllowDialin`],
    [{ otherMailbox: ['a@b.c', 'A@B.C'] }, `${at}.otherMailbox: "A@B.C" a second time`],
  ])('%j', (attributes, complaint) => {
    expect(complaints(ada({ attributes }))).toEqual([complaint]);
  });

  test('what would fit is told', () => {
    const expected = (attributes: object) =>
      forestMistakes(forestConfig.parse(ada({ attributes })))[0]?.expected;
    expect(expected({ countryCode: '-1' })).toBe('a number from 0 to 65535');
    expect(expected({ title: 't'.repeat(129) })).toBe(
      'a length from 1 to 128 characters, as the schema has title',
    );
  });
});

describe('groups that AD would refuse', () => {
  test.each<[ForestConfigInput, string]>([
    [
      ada({ memberOf: ['domain users'] }),
      'users.named.0.memberOf.0: "domain users", the primary group of every user',
    ],
    [{ groups: [{ name: 'G', members: ['g'] }] }, 'groups.0.members.0: "g" in the global group G'],
    [
      { groups: [{ name: 'G', members: ['Enterprise Admins'] }] },
      'groups.0.members.0: "Enterprise Admins" in the global group G',
    ],
    [
      { groups: [{ name: 'G', scope: 'universal', members: ['CORP\\Administrators'] }] },
      'groups.0.members.0: "CORP\\Administrators" in the universal group G',
    ],
    [
      {
        groups: [{ name: 'L', scope: 'domainLocal' }],
        fineGrainedPolicies: [{ name: 'P', precedence: 1, appliesTo: ['l'] }],
      },
      'fineGrainedPolicies.0.appliesTo.0: "l", a domain-local group',
    ],
    [
      { fineGrainedPolicies: [{ name: 'P', precedence: 1, appliesTo: ['Schema Admins'] }] },
      'fineGrainedPolicies.0.appliesTo.0: "Schema Admins", a universal group',
    ],
    [
      {
        fineGrainedPolicies: [{ name: 'P', precedence: 1, appliesTo: ['EMEA\\krbtgt'] }],
        domains: [{ domain: 'emea.corp.contoso.com' }],
      },
      'fineGrainedPolicies.0.appliesTo.0: "EMEA\\krbtgt", nobody of the domain',
    ],
  ])('%j', (input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
  });

  test('groups may be in each other, and anybody in a domain-local one', () => {
    const groups = [
      { name: 'A', members: ['B', 'Domain Admins'] },
      { name: 'B', members: ['A'] },
      { name: 'L', scope: 'domainLocal' as const, members: ['Enterprise Admins', 'A'] },
    ];
    expect(complaints({ groups })).toEqual([]);
  });
});

describe('passwords that their policies would refuse', () => {
  const own = 'users.named.0.password';
  test.each<[ForestConfigInput, string]>([
    [ada({ password: 'x' }), `${own}: a password too short for ada`],
    [ada({ password: 'longenough' }), `${own}: a password too simple for ada`],
    [ada({ password: 'Lady-Ada-1' }), `${own}: a password for ada that contains part of the name`],
    [
      ada({ password: 'Byron-1815', name: 'Ada Byron' }),
      `${own}: a password for ada that contains part of the name`,
    ],
    [
      { ...ada({ password: 'Right-1!' }), passwordPolicy: { minLength: 9 } },
      `${own}: a password too short for ada`,
    ],
    [
      {
        ...ada({ password: 'Right-1!' }),
        groups: [
          { name: 'Inner', members: ['CORP\\ada'] },
          { name: 'Outer', members: ['Inner'] },
        ],
        fineGrainedPolicies: [
          { name: 'Long', precedence: 1, appliesTo: ['Outer'], passwordPolicy: { minLength: 15 } },
        ],
      },
      `${own}: a password too short for ada`,
    ],
    [{ password: 'x' }, 'password: a password too short for Administrator'],
    [{ ...ada({}), password: 'For-Ada-1' }, 'password: a password for ada that contains part of the name'],
  ])('%j', (input, complaint) => {
    expect(complaints(input)).toEqual([complaint]);
  });

  test('what a laxer policy for the user allows is accepted, and the lowest precedence decides', () => {
    const policy = (name: string, precedence: number, minLength: number) => ({
      ...{ name, precedence, appliesTo: ['ada'] },
      passwordPolicy: { minLength, complexity: false },
    });
    const fineGrainedPolicies = [policy('Long', 20, 30), policy('Short', 10, 1)];
    expect(complaints({ ...ada({ password: 'x' }), fineGrainedPolicies })).toEqual([]);
    expect(complaints({ password: 'x', passwordPolicy: { minLength: 0, complexity: false } })).toEqual([]);
  });

  test('a refusal shows nothing of the password', () => {
    const mistakes = forestMistakes(forestConfig.parse(ada({ password: 'Zq9' })));
    expect(mistakes).toHaveLength(1);
    expect(JSON.stringify(mistakes)).not.toContain('Zq9');
  });
});
