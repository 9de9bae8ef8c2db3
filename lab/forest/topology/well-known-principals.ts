import type { Seedling } from '../domain/seedling.ts';

/** Who is nobody in particular, by his SID ([MS-DTYP] 2.4.2.4), as the configuration names him. */
const PRINCIPALS: readonly (readonly [name: string, sid: string])[] = [
  ['Anonymous Logon', 'S-1-5-7'],
  ['Authenticated Users', 'S-1-5-11'],
  ['Batch', 'S-1-5-3'],
  ['Console Logon', 'S-1-2-1'],
  ['Creator Group', 'S-1-3-1'],
  ['Creator Owner', 'S-1-3-0'],
  ['Dialup', 'S-1-5-1'],
  ['Digest Authentication', 'S-1-5-64-21'],
  ['Enterprise Domain Controllers', 'S-1-5-9'],
  ['Everyone', 'S-1-1-0'],
  ['Interactive', 'S-1-5-4'],
  ['IUSR', 'S-1-5-17'],
  ['Local Service', 'S-1-5-19'],
  ['Network', 'S-1-5-2'],
  ['Network Service', 'S-1-5-20'],
  ['NTLM Authentication', 'S-1-5-64-10'],
  ['Other Organization', 'S-1-5-1000'],
  ['Owner Rights', 'S-1-3-4'],
  ['Proxy', 'S-1-5-8'],
  ['Remote Interactive Logon', 'S-1-5-14'],
  ['Restricted', 'S-1-5-12'],
  ['SChannel Authentication', 'S-1-5-64-14'],
  ['Self', 'S-1-5-10'],
  ['Service', 'S-1-5-6'],
  ['System', 'S-1-5-18'],
  ['Terminal Server User', 'S-1-5-13'],
  ['This Organization', 'S-1-5-15'],
];

/** What stands under CN=WellKnown Security Principals, that container among it. */
export function wellKnownPrincipals(configuration: Seedling): Seedling[] {
  const container: Seedling = {
    rdn: { type: 'CN', value: 'WellKnown Security Principals' },
    parent: configuration,
    classes: ['top', 'container'],
    category: 'Container',
  };
  const principals = PRINCIPALS.map(([name, sid]) => ({
    rdn: { type: 'CN', value: name },
    parent: container,
    classes: ['top', 'foreignSecurityPrincipal'],
    category: 'Foreign-Security-Principal',
    sid,
    attributes: { showinadvancedviewonly: ['TRUE'] },
  }));
  return [container, ...principals];
}
