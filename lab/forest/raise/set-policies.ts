import { fineGrainedAccountPolicy } from '../config/policy-of.ts';
import { policyTicks } from '../domain/durations.ts';
import type { AccountPolicy } from '../domain/policy.ts';
import type { Values } from '../store/object.ts';
import type { ForestGround, RaisedDomain } from './ground.ts';
import { containerOf, place, principalOf } from './place.ts';

/** The domain's password settings objects ([MS-ADA2] msDS-PasswordSettings). */
export function setPolicies({ domain, config }: RaisedDomain, { schema }: ForestGround): void {
  const parent =
    config.fineGrainedPolicies.length === 0
      ? ''
      : containerOf(domain, 'cn=password settings container', 'cn=system');
  for (const described of config.fineGrainedPolicies) {
    const links = described.appliesTo.flatMap((name) => principalOf(domain, name)?.id ?? []);
    place(domain, schema, {
      parent,
      name: described.name,
      classes: ['top', 'msDS-PasswordSettings'],
      category: 'ms-DS-Password-Settings',
      values: [
        ['msds-passwordsettingsprecedence', [String(described.precedence)]],
        ...(links.length === 0 ? [] : ([['msds-psoappliesto', links]] as const)),
        ...settingsValues(fineGrainedAccountPolicy(described, config)),
      ],
    });
  }
}

/** The attributes that hold a fine-grained policy, in lower case. */
export function settingsValues({ lockout, password }: AccountPolicy): [string, Values][] {
  return [
    ['msds-lockoutthreshold', [String(lockout.threshold)]],
    ['msds-lockoutduration', [policyTicks(lockout.duration, true)]],
    ['msds-lockoutobservationwindow', [policyTicks(lockout.observationWindow)]],
    ['msds-maximumpasswordage', [policyTicks(password.maxAge, true)]],
    ['msds-minimumpasswordage', [policyTicks(password.minAge)]],
    ['msds-minimumpasswordlength', [String(password.minLength)]],
    ['msds-passwordhistorylength', [String(password.historyLength)]],
    ['msds-passwordcomplexityenabled', [password.complexity ? 'TRUE' : 'FALSE']],
    ['msds-passwordreversibleencryptionenabled', ['FALSE']],
  ];
}
