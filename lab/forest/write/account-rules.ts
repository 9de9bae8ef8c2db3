import { filetime } from '../core/filetime.ts';
import { fromPolicyTicks } from '../domain/durations.ts';
import { Uac } from '../domain/user-account-control.ts';
import { PasswordRefusal } from '../passwords/refusals.ts';
import { GroupType } from '../domain/well-known.ts';
import type { DirectoryObject, Values } from '../store/object.ts';
import { refuse, refuseAttribute, refuseWith } from './refusals.ts';
import { refuseTakenSam, refuseTakenSpns, refuseTakenUpn } from './uniqueness.ts';
import type { Writing } from './target.ts';

/** The values that an object is to have, by attribute in lower case; rules may add to them. */
export type Draft = Map<string, Values>;

/** What a rule sees of a write. */
export interface Drafting {
  readonly writing: Writing;
  /** Undefined for a new object. */
  readonly before: DirectoryObject | undefined;
  readonly id: string;
  /** All values as they are to be. */
  readonly draft: Draft;
  /** Attributes that the client has named. */
  readonly named: ReadonlySet<string>;
  readonly minPasswordLength: number;
}

type Rule = (drafting: Drafting) => void;

const text = ({ draft }: Drafting, name: string): string | undefined => draft.get(name)?.[0]?.toString();

const SAM = /^[^"/\\[\]:;|=,+*?<>\p{Cc}]{1,256}$/u;
/** Bits that are computed, and never stored. */
const NOT_STORED = Uac.lockout | Uac.passwordExpired | Uac.passwordCantChange;
const ACCOUNT_KINDS =
  Uac.normalAccount | Uac.workstationTrustAccount | Uac.serverTrustAccount | Uac.interdomainTrustAccount;

/** What a write must keep to, attribute by attribute ([MS-ADTS] 3.1.1.5.3; [MS-SAMR] 3.1.1.8). Each throws LdapRefusalError. */
const RULES: Readonly<Record<string, Rule>> = {
  samaccountname: (drafting) => {
    const sam = text(drafting, 'samaccountname');
    if (sam === undefined || !SAM.test(sam) || sam.endsWith('.')) refuseAttribute('syntax', 'sAMAccountName');
    refuseTakenSam(drafting.writing, sam, drafting.id);
  },
  userprincipalname: (drafting) => {
    const upn = text(drafting, 'userprincipalname');
    if (upn !== undefined) refuseTakenUpn(drafting.writing, upn, drafting.id);
  },
  serviceprincipalname: ({ writing, draft, id }) =>
    refuseTakenSpns(writing, draft.get('serviceprincipalname') ?? [], id),
  useraccountcontrol: controlRule,
  lockouttime: (drafting) => {
    const value = text(drafting, 'lockouttime');
    if (value !== undefined && value !== '0') refuse('lockoutTime');
    drafting.draft.set('lockouttime', ['0']);
  },
  pwdlastset: (drafting) => {
    const value = text(drafting, 'pwdlastset') ?? '0';
    if (value === '-1') drafting.draft.set('pwdlastset', [filetime(drafting.writing.domain.now())]);
    else if (value !== '0') refuse('pwdLastSet');
  },
  primarygroupid: primaryGroupRule,
  grouptype: groupTypeRule,
  lockoutobservationwindow: windowRule('lockoutobservationwindow', 'lockoutduration'),
  lockoutduration: windowRule('lockoutobservationwindow', 'lockoutduration'),
  'msds-lockoutobservationwindow': windowRule('msds-lockoutobservationwindow', 'msds-lockoutduration'),
  'msds-lockoutduration': windowRule('msds-lockoutobservationwindow', 'msds-lockoutduration'),
  'msds-passwordsettingsprecedence': (drafting) => {
    if (Number(text(drafting, 'msds-passwordsettingsprecedence') ?? 0) < 1) {
      refuseAttribute('precedence', 'msDS-PasswordSettingsPrecedence');
    }
  },
};

/** Keeps a draft to the rules of what the client has named. */
export function keepRules(drafting: Drafting): void {
  for (const name of drafting.named) RULES[name]?.(drafting);
}

function controlRule(drafting: Drafting): void {
  const { draft, before, minPasswordLength } = drafting;
  const given = Number(text(drafting, 'useraccountcontrol') ?? 0) & ~NOT_STORED;
  const control = (given & ACCOUNT_KINDS) === 0 ? given | Uac.normalAccount : given;
  const enabled = (control & Uac.accountDisabled) === 0;
  const passwordFree = (control & Uac.passwordNotRequired) !== 0 || minPasswordLength === 0;
  const hasPassword = draft.has('unicodepwd') || before?.values('unicodepwd').length === 1;
  if (enabled && !passwordFree && !hasPassword) refuseWith(PasswordRefusal.missing);
  draft.set('useraccountcontrol', [String(control)]);
  draft.set('samaccounttype', [(control & Uac.normalAccount) !== 0 ? '805306368' : '805306369']);
}

/** The new primary group must be one that the account is in; the old one becomes an ordinary one. */
function primaryGroupRule(drafting: Drafting): void {
  const { writing, before } = drafting;
  const { domain, dc } = writing;
  const replica = domain.at(dc);
  const [wanted] = replica.find('objectsid', `${domain.sid}-${text(drafting, 'primarygroupid')}`);
  if (before === undefined) return;
  if (wanted === undefined || !replica.backLinks('member', before.id).has(wanted.id)) refuse('primaryGroup');
  const [old] = replica.find('objectsid', `${domain.sid}-${String(before.values('primarygroupid')[0])}`);
  const without = wanted.values('member').filter((id) => id !== before.id);
  domain.write(dc, { id: wanted.id, values: new Map([['member', without]]) });
  if (old === undefined) return;
  domain.write(dc, { id: old.id, values: new Map([['member', [...old.values('member'), before.id]]]) });
}

const SCOPES: ReadonlySet<number> = new Set([
  ...Object.values(GroupType),
  ...Object.values(GroupType).map((type) => type & 0x7fffffff),
]);

/** Global and domain-local groups become universal before they become each other. */
function groupTypeRule(drafting: Drafting): void {
  const type = Number(text(drafting, 'grouptype'));
  if (!SCOPES.has(type)) refuse('groupType');
  const old = Number(drafting.before?.values('grouptype')[0] ?? type);
  const scope = (one: number): number => one & 0xe;
  if ((scope(old) | scope(type)) === 6) refuse('groupType');
  const security = type < 0;
  const local = (type & 4) !== 0;
  const base = local ? 536870912 : 268435456;
  drafting.draft.set('samaccounttype', [String(security ? base : base + 1)]);
}

/** Counts may not be kept longer than a lock holds (Microsoft Learn, "Reset account lockout counter after"). */
function windowRule(window: string, duration: string): Rule {
  return ({ draft, before }) => {
    const ticks = (name: string): number =>
      fromPolicyTicks((draft.get(name) ?? before?.values(name))?.[0]?.toString());
    if (ticks(duration) > 0 && ticks(window) > ticks(duration)) refuse('policyWindow');
  };
}
