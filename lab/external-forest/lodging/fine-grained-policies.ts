import { fineGrainedAccountPolicy } from '../../forest/config/policy-of.ts';
import { settingsValues } from '../../forest/raise/set-policies.ts';
import { escapeDnValue } from '../../ldap/dn.ts';
import { principalDn } from './groups.ts';
import type { Lodging } from './lodging.ts';
import { MARK } from './mark.ts';

/** The password settings objects that the description names. */
export async function addFineGrainedPolicies(lodging: Lodging): Promise<void> {
  const { administrator, facts, config } = lodging;
  for (const described of config.fineGrainedPolicies) {
    const appliesTo: string[] = [];
    for (const name of described.appliesTo) appliesTo.push(await principalDn(lodging, name));
    const container = `CN=Password Settings Container,CN=System,${facts.base}`;
    const settings = settingsValues(fineGrainedAccountPolicy(described, config));
    await administrator.add(`CN=${escapeDnValue(described.name)},${container}`, {
      objectClass: ['msDS-PasswordSettings'],
      'msDS-PasswordSettingsPrecedence': [String(described.precedence)],
      ...Object.fromEntries(settings),
      ...(appliesTo.length > 0 && { 'msDS-PSOAppliesTo': appliesTo }),
      adminDescription: [MARK],
    });
  }
}
