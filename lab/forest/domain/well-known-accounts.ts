import type { Values } from '../store/object.ts';
import type { Seedling } from './seedling.ts';
import { Uac } from './user-account-control.ts';
import { Rid } from './well-known-rids.ts';

/** The domain whose accounts they are. */
export interface AccountFacts {
  /** The domain's SID. */
  readonly sid: string;
  readonly dns: string;
  readonly netbios: string;
}

const CRITICAL = { iscriticalsystemobject: ['TRUE'] };

/** Administrator, Guest and krbtgt. */
export function people(parent: Seedling, { sid }: AccountFacts): Seedling[] {
  const user = (
    name: string,
    rid: number,
    control: number,
    group: number,
    description: string,
    attributes: Record<string, Values> = {},
  ): Seedling => ({
    rdn: { type: 'CN', value: name },
    parent,
    classes: ['top', 'person', 'organizationalPerson', 'user'],
    category: 'Person',
    sid: `${sid}-${rid}`,
    attributes: {
      ...CRITICAL,
      description: [description],
      samaccountname: [name],
      samaccounttype: ['805306368'],
      useraccountcontrol: [String(Uac.normalAccount | control)],
      primarygroupid: [String(group)],
      accountexpires: ['9223372036854775807'],
      pwdlastset: ['0'],
      ...attributes,
    },
  });
  return [
    user(
      'Administrator',
      Rid.administrator,
      Uac.dontExpirePassword,
      Rid.domainUsers,
      'Built-in account for administering the computer/domain',
    ),
    user(
      'Guest',
      Rid.guest,
      Uac.accountDisabled | Uac.passwordNotRequired | Uac.dontExpirePassword,
      Rid.domainGuests,
      'Built-in account for guest access to the computer/domain',
    ),
    user(
      'krbtgt',
      Rid.krbtgt,
      Uac.accountDisabled,
      Rid.domainUsers,
      'Key Distribution Center Service Account',
      { serviceprincipalname: ['kadmin/changepw'], showinadvancedviewonly: ['TRUE'] },
    ),
  ];
}

/** The account of a domain controller, counted from 0. */
export function computer(
  parent: Seedling,
  dc: string,
  { sid, dns, netbios }: AccountFacts,
  nth: number,
): Seedling {
  const host = `${dc.toLowerCase()}.${dns}`;
  return {
    rdn: { type: 'CN', value: dc },
    parent,
    classes: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
    category: 'Computer',
    sid: `${sid}-${1_000 + nth}`,
    attributes: {
      ...CRITICAL,
      samaccountname: [`${dc}$`],
      samaccounttype: ['805306369'],
      useraccountcontrol: [String(Uac.serverTrustAccount | Uac.trustedForDelegation)],
      primarygroupid: [String(Rid.domainControllers)],
      accountexpires: ['9223372036854775807'],
      pwdlastset: ['0'],
      dnshostname: [host],
      operatingsystem: ['Windows Server 2022 Datacenter'],
      serviceprincipalname: servicesOf(dc, host, { dns, netbios }),
    },
  };
}

/** What a domain controller offers by Kerberos ([MS-ADTS] 6.1.1.3.2, Windows' computer accounts). */
function servicesOf(
  dc: string,
  host: string,
  { dns, netbios }: Pick<AccountFacts, 'dns' | 'netbios'>,
): string[] {
  const local = ['HOST', 'ldap'].flatMap((service) =>
    [dc, host, `${host}/${dns}`, `${host}/${netbios}`, `${dc}/${netbios}`].map(
      (name) => `${service}/${name}`,
    ),
  );
  const others = [`GC/${host}/${dns}`, `DNS/${host}`, `TERMSRV/${dc}`, `TERMSRV/${host}`];
  return [...local, ...others, `RestrictedKrbHost/${dc}`, `RestrictedKrbHost/${host}`];
}
