import type { Domain } from '../domain/domain.ts';
import type { Account } from '../domain/account.ts';
import { fromPolicyTicks } from '../domain/durations.ts';
import { domainPolicy, locksAdministrator, type AccountPolicy } from '../domain/policy.ts';
import { numberOf, textOf, type DirectoryObject } from '../store/object.ts';
import { Memo } from '../store/memo.ts';
import type { Replica } from '../store/replica.ts';
import type { Forest } from '../topology/forest.ts';
import { isGlobalGroup, isSecurityGroup, membershipsOf } from '../topology/membership.ts';

const CONTAINER = 'cn=password settings container\u0000cn=system';

/** What an account's policy is decided from. */
export interface PolicyPlace {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
}

/** Global groups, the only ones that count, hold nobody of another domain: one replica says it all. */
const POLICIES = new Memo<AccountPolicy>();
const HAS_SETTINGS = new Memo<boolean>();

/**
 * The policy that an account is under: its fine-grained one, or else the domain's. The built-in Administrator is never
 * locked out, unless the domain says so (Microsoft Learn, "Account lockout threshold").
 */
export function policyFor(place: PolicyPlace, account: Pick<Account, 'object' | 'sid'>): AccountPolicy {
  const replica = place.domain.at(place.dc);
  const { root } = replica;
  const policy = POLICIES.of(
    replica,
    HAS_SETTINGS.of(replica, '', () => hasSettings(replica)) ? account.object.id : 'everybody',
    () => {
      const settings = resultantSettings(place, account.object);
      return settings === undefined ? domainPolicy(root) : fineGrainedPolicy(settings);
    },
  );
  const exempt = account.sid === `${place.domain.sid}-500` && !locksAdministrator(root);
  return exempt ? { ...policy, lockout: { ...policy.lockout, threshold: 0 } } : policy;
}

/**
 * The password settings object that an account is under (`msDS-ResultantPSO`, [MS-ADTS] 3.1.1.4.5.36): of those linked
 * to the user the one with the lowest precedence, else of those linked to its global security groups; of equal ones the
 * smallest GUID.
 */
export function resultantSettings(place: PolicyPlace, user: DirectoryObject): DirectoryObject | undefined {
  const { domain, dc, forest } = place;
  const replica = domain.at(dc);
  if (!hasSettings(replica)) return undefined;
  const direct = foremost(linkedTo(replica, user.id));
  if (direct !== undefined) return direct;
  const groups = [...membershipsOf(forest, domain, dc, user).values()].filter(
    ({ group }) => isGlobalGroup(group) && isSecurityGroup(group),
  );
  return foremost(groups.flatMap(({ group }) => linkedTo(replica, group.id)));
}

/** Whether the domain has any: most have none, and then nothing more is looked up. */
function hasSettings(replica: Replica): boolean {
  const container = replica.byKey(`${CONTAINER}\u0000${replica.baseKey}`);
  return container !== undefined && replica.hasChildren(container.id);
}

function linkedTo(replica: Replica, id: string): DirectoryObject[] {
  const sources = [...replica.backLinks('msds-psoappliesto', id)];
  return sources.flatMap((source) => replica.get(source) ?? []);
}

function foremost(settings: readonly DirectoryObject[]): DirectoryObject | undefined {
  const order = (one: DirectoryObject): number => numberOf(one, 'msds-passwordsettingsprecedence');
  return settings.toSorted((one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1))[0];
}

/** What a password settings object says ([MS-ADA2] msDS-PasswordSettings). */
export function fineGrainedPolicy(settings: DirectoryObject): AccountPolicy {
  return {
    lockout: {
      threshold: numberOf(settings, 'msds-lockoutthreshold'),
      duration: fromPolicyTicks(textOf(settings, 'msds-lockoutduration')),
      observationWindow: fromPolicyTicks(textOf(settings, 'msds-lockoutobservationwindow')),
    },
    password: {
      maxAge: fromPolicyTicks(textOf(settings, 'msds-maximumpasswordage')),
      minAge: fromPolicyTicks(textOf(settings, 'msds-minimumpasswordage')),
      minLength: numberOf(settings, 'msds-minimumpasswordlength'),
      historyLength: numberOf(settings, 'msds-passwordhistorylength'),
      complexity: textOf(settings, 'msds-passwordcomplexityenabled') === 'TRUE',
    },
  };
}
