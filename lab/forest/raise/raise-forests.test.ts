import { describe, expect, test } from 'vitest';
import { forestConfig, type ForestConfigInput } from '../config.ts';
import { sidText } from '../core/identifiers.ts';
import { accountOf } from '../domain/account.ts';
import { Uac } from '../domain/user-account-control.ts';
import { logon } from '../logon/logon.ts';
import { resolveName } from '../logon/resolve-name.ts';
import { fineGrainedPolicy, resultantSettings } from '../passwords/password-settings.ts';
import { proofBy } from '../passwords/proof.ts';
import { bytesOf, textOf } from '../store/object.ts';
import { membershipsOf } from '../topology/membership.ts';
import { raiseForests } from './index.ts';
import { principalOf } from './place.ts';

const NOW = Date.UTC(2026, 0, 5, 8);
const DAY = 86_400_000;

function raise(input: ForestConfigInput = {}, seed = 'test') {
  return raiseForests(forestConfig.parse(input), { seed, now: () => NOW });
}

function bind({ estate, passwords }: ReturnType<typeof raise>, name: string, given?: string) {
  const named = resolveName(estate.home, estate.home.root, 'DC1', name);
  if (named === undefined) return 'unknown';
  const { domain, account } = named;
  const proof = proofBy(given ?? passwords.of(account.id) ?? '');
  const dc = domain.pdcEmulator;
  return (
    logon({ forest: estate.home, domain, dc, account, proof, workstation: 'AGENT1' }).refused ?? 'accepted'
  );
}

const user = (sam: string, more: object = {}) => ({ sam, upn: `${sam}@contoso.com`, ...more });

describe('the default forest', () => {
  test('has the people it is asked for, the same for the same seed', () => {
    const sids = (seed: string): string[] => {
      const replica = raise({}, seed).estate.home.root.at('DC2');
      const staff = replica.byKey(`ou=staff\u0000${replica.baseKey}`);
      return [...replica.children(staff?.id ?? '')].map(
        (each) => `${each.id} ${textOf(each, 'samaccountname') ?? ''}`,
      );
    };
    expect(sids('one')).toHaveLength(20);
    expect(sids('one')).toEqual(sids('one'));
    expect(sids('one')).not.toEqual(sids('two'));
  });

  test('gives its service account and administrator passwords that work at every domain controller', () => {
    const raised = raise();
    expect(['CORP\\svc-connect', 'CORP\\Administrator'].map((name) => bind(raised, name))).toEqual([
      'accepted',
      'accepted',
    ]);
    expect(raised.estate.home.root.pendingAt('DC2')).toBe(0);
    expect(raised.passwords.of('nobody')).toBeUndefined();
  });

  test('lets an invented person in with the password that the lab knows, and no other', () => {
    const raised = raise();
    const replica = raised.estate.home.root.at('DC1');
    const [person] = replica.children(replica.byKey(`ou=staff\u0000${replica.baseKey}`)?.id ?? '');
    const upn = (person && textOf(person, 'userprincipalname')) ?? '';
    expect([bind(raised, upn), bind(raised, upn, 'wrong')]).toEqual(['accepted', '52e']);
  });
});

describe('named users', () => {
  test.each([
    [{}, 'accepted', 66_048],
    [{ enabled: false }, '533', 66_050],
    [{ mustChangePassword: true }, '773', 512],
    [{ passwordExpired: true }, '532', 512],
    [{ passwordNeverExpires: false }, 'accepted', 512],
    [{ smartCardRequired: true }, '52f', 66_048 | Uac.smartCardRequired],
    [{ accountExpires: '2026-01-01T00:00:00Z' }, '701', 66_048],
    [{ logonHours: 'never' }, '530', 66_048],
    [{ logonHours: { days: 'Mon-Fri', from: '08:00', to: '18:00' } }, 'accepted', 66_048],
    [{ workstations: ['PC1', 'PC2'] }, '531', 66_048],
    [{ workstations: ['PC1', 'AGENT1'] }, 'accepted', 66_048],
  ])('%j: %s', (more, outcome, control) => {
    const raised = raise({ users: { generate: 0, named: [user('ada', more)] } });
    expect(bind(raised, 'ada@contoso.com')).toBe(outcome);
    const account = accountOf(principalOf(raised.estate.home.root, 'ada'));
    expect(account?.userAccountControl).toBe(control);
  });

  test('have what the description says of them', () => {
    const more = {
      name: 'Ada Byron King',
      department: 'Engines',
      attributes: { title: 'Countess', otherMailbox: ['a@b.c', 'd@e.f'], countryCode: '+044' },
    };
    const { estate } = raise({
      organizationalUnits: ['Staff', 'Lab'],
      users: { generate: 0, named: [user('ada', { ...more, ou: 'Lab' })] },
    });
    const replica = estate.home.root.at('DC2');
    const ada = principalOf(estate.home.root, 'ada');
    expect(ada && replica.dnOf(ada)).toBe('CN=Ada Byron King,OU=Lab,DC=corp,DC=contoso,DC=com');
    const text = (name: string): string => ada?.values(name).join('|') ?? '';
    expect(['givenname', 'sn', 'department', 'title', 'othermailbox', 'countrycode'].map(text)).toEqual([
      'Ada Byron',
      'King',
      'Engines',
      'Countess',
      'a@b.c|d@e.f',
      '44',
    ]);
  });

  test('win over invented ones of the same name, of whom there are as many as before', () => {
    const before = raise();
    const replica = before.estate.home.root.at('DC1');
    const [person] = replica.children(replica.byKey(`ou=staff\u0000${replica.baseKey}`)?.id ?? '');
    const sam = (person && textOf(person, 'samaccountname')) ?? '';
    const after = raise({
      users: { generate: 20, named: [{ sam, upn: `${sam}@fabrikam.com`, name: 'Somebody Else' }] },
    });
    const domain = after.estate.home.root;
    const found = domain.at('DC1').find('samaccountname', sam);
    expect(found.map((each) => textOf(each, 'displayname'))).toEqual(['Somebody Else']);
    expect(domain.at('DC1').get(person?.id ?? '')).toBeUndefined();
    expect(domain.at('DC1').size).toBe(replica.size + 1);
    const sids = [...domain.at('DC1').subtree(domain.at('DC1').root.id)].map((each) =>
      sidText(bytesOf(each, 'objectsid') ?? Buffer.alloc(0)),
    );
    const known = sids.filter((sid) => sid !== undefined);
    expect(new Set(known).size).toBe(known.length);
  });
});

describe('groups and fine-grained policies', () => {
  const raised = raise({
    users: { generate: 0, named: [user('ada', { memberOf: ['Domain Admins'] }), user('bob')] },
    groups: [
      { name: 'Guild', members: ['ada'] },
      { name: 'World', scope: 'universal', members: ['Guild', 'EMEA\\eva'] },
    ],
    fineGrainedPolicies: [
      {
        name: 'Strict',
        precedence: 10,
        appliesTo: ['Guild'],
        lockout: { threshold: 3 },
        passwordPolicy: { minLength: 14 },
      },
    ],
    domains: [
      { domain: 'emea.corp.contoso.com', users: { named: [{ sam: 'eva', upn: 'eva@contoso.com' }] } },
    ],
  });
  const { home } = raised.estate;
  const groupsOf = (sam: string, domain = home.root): string[] => {
    const object = principalOf(domain, sam);
    if (object === undefined) return [];
    const found = membershipsOf(home, domain, domain.pdcEmulator, object).values();
    return [...found].map(({ group }) => textOf(group, 'samaccountname') ?? '').sort();
  };

  test('have their members, across domains too', () => {
    expect(groupsOf('ada')).toEqual(
      expect.arrayContaining(['Guild', 'World', 'Domain Admins', 'Administrators']),
    );
    const emea = home.domainByNetbios('EMEA');
    expect(groupsOf('eva', emea)).toContain('World');
    expect(groupsOf('Administrator')).toContain('Domain Admins');
  });

  test('apply to whom they say, and take the rest from the domain', () => {
    const place = { forest: home, domain: home.root, dc: 'DC2' };
    const of = (sam: string) => {
      const object = principalOf(home.root, sam);
      const settings = object && resultantSettings(place, object);
      return settings && fineGrainedPolicy(settings);
    };
    expect(of('bob')).toBeUndefined();
    expect(of('ada')).toEqual({
      lockout: { threshold: 3, duration: 1_800_000, observationWindow: 1_800_000 },
      password: { maxAge: 42 * DAY, minAge: DAY, minLength: 14, historyLength: 24, complexity: true },
    });
  });

  test('a user of another domain of the forest is found by UPN and judged there', () => {
    expect(bind(raised, 'eva@contoso.com')).toBe('accepted');
  });
});

describe('several forests', () => {
  const raised = raise({
    upnSuffixes: ['contoso.com'],
    domains: [{ domain: 'emea.corp.contoso.com', users: { generate: 30 } }],
    forests: [
      { domain: 'fabrikam.local', unknownUser: '525', users: { generate: 40 }, lockout: { threshold: 3 } },
    ],
    trusts: [{ with: 'fabrikam.local', direction: 'outbound', selectiveAuthentication: { allowedOn: {} } }],
  });
  const domains = raised.estate.forests.flatMap((forest) => forest.domains);

  test('have identities, people and settings of their own', () => {
    expect(domains.map(({ names }) => names.netbios)).toEqual(['CORP', 'EMEA', 'FABRIKAM']);
    expect(new Set(domains.map(({ sid }) => sid)).size).toBe(3);
    const people = domains.map((domain) => {
      const replica = domain.at(domain.pdcEmulator);
      return [...replica.children(replica.byKey(`ou=staff\u0000${replica.baseKey}`)?.id ?? '')].map(
        ({ id }) => id,
      );
    });
    expect(people.map(({ length }) => length)).toEqual([20, 30, 40]);
    expect(new Set(people.flat()).size).toBe(90);
    expect(raised.estate.forests.map(({ settings }) => settings.unknownUser)).toEqual(['52e', '525']);
    expect(domains.map((domain) => domain.policyAt(domain.pdcEmulator).lockout.threshold)).toEqual([
      10, 10, 3,
    ]);
  });

  test('tell of their trusts in the directory', () => {
    const told = domains.flatMap((domain) => {
      const replica = domain.at(domain.pdcEmulator);
      const system = replica.byKey(`cn=system\u0000${replica.baseKey}`);
      return [...replica.children(system?.id ?? '')]
        .filter((each) => each.values('objectclass').includes('trustedDomain'))
        .map((each) =>
          [
            domain.names.netbios,
            ...['trustpartner', 'trustdirection', 'trustattributes'].map((name) => textOf(each, name)),
          ].join(' '),
        );
    });
    expect(told.sort()).toEqual([
      'CORP emea.corp.contoso.com 3 32',
      'CORP fabrikam.local 2 24',
      'EMEA corp.contoso.com 3 32',
      'FABRIKAM corp.contoso.com 1 8',
    ]);
  });
});

test('what AD would refuse is not raised', () => {
  const input = { lockout: { duration: '1m', observationWindow: '2m' } };
  expect(() => raise(input)).toThrow(
    "forest.lockout.observationWindow: found 2m, longer than the lockout's duration 1m",
  );
});
