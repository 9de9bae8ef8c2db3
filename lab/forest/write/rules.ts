import type { Drafting } from './drafting.ts';
import { keepDescription } from './description.ts';
import { keepLockoutTime, keepPwdLastSet } from './account-times.ts';
import { keepGroupType, keepMembers } from './group-rules.ts';
import { keepPolicy, keepSettings } from './policy-rules.ts';
import { keepPrimaryGroup } from './primary-group.ts';
import { keepPrincipalNames } from './principal-names.ts';
import { keepAccountControl } from './account-control.ts';

/** What must hold of an object after a write; may add to the draft. Throws LdapRefusalError. */
type Rule = (drafting: Drafting) => void;

/** A rule speaks when one of its attributes has been named, in this order ([MS-ADTS] 3.1.1.5.3; [MS-SAMR] 3.1.1.8). */
const RULES: readonly (readonly [attributes: readonly string[], rule: Rule])[] = [
  [['samaccountname', 'userprincipalname', 'serviceprincipalname'], keepPrincipalNames],
  [['description'], keepDescription],
  [['pwdlastset'], keepPwdLastSet],
  [['useraccountcontrol'], keepAccountControl],
  [['primarygroupid'], keepPrimaryGroup],
  [['lockouttime'], keepLockoutTime],
  [['grouptype'], keepGroupType],
  [['member'], keepMembers],
  [['lockoutduration', 'lockoutobservationwindow', 'maxpwdage', 'minpwdage'], keepPolicy],
  [
    [
      'msds-lockoutduration',
      'msds-lockoutobservationwindow',
      'msds-maximumpasswordage',
      'msds-minimumpasswordage',
    ],
    keepSettings,
  ],
];

export function keepRules(drafting: Drafting): void {
  for (const [attributes, rule] of RULES) {
    if (attributes.some((name) => drafting.named.has(name))) rule(drafting);
  }
}
