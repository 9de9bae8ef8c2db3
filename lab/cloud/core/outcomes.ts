import type { PassthroughOutcome } from '../passthrough/validator.ts';

/** What checking a password came to, wherever it was checked. */
export type Verdict =
  | PassthroughOutcome
  | { readonly kind: 'cloudPassword'; readonly right: boolean; readonly digest: string }
  | { readonly kind: 'noPasswordStored' }
  | { readonly kind: 'federatedPassword' }
  | { readonly kind: 'noMethod' }
  | { readonly kind: 'transportFailed' };

/** AADSTS code by Win32 number or by the name of an outcome that has no number. 0 is success. */
export type OutcomeTable = Readonly<Record<string, number>>;

/**
 * What an agent's number becomes. Meanings are documented (error code reference, pass-through troubleshooting page);
 * which number leads to which code is not, except 1326 and 1328.
 */
const ANSWERS = {
  '0': 0,
  '1311': 80007,
  '1315': 80004,
  '1317': 80004,
  '1326': 50126,
  '1328': 80012,
  '1329': 80007,
  '1330': 50144,
  '1331': 50057,
  '1355': 80007,
  '1385': 80007,
  '1398': 80013,
  '1722': 80007,
  '1793': 50057,
  '1907': 50144,
  '1908': 80007,
  '1909': 50053,
  '1935': 80007,
  otherWin32: 80007,
  noAgent: 80001,
  timedOut: 80002,
  invalidAnswer: 80003,
  transportFailed: 80005,
  decryptFailed: 80010,
  keyMissing: 80011,
} as const;

/** What the cloud decides itself, by the step that does. */
const DECISIONS = {
  tenantNotFound: 90002,
  tenantNotNamed: 50059,
  userNotFound: 50034,
  userDeleted: 50034,
  userOfAnotherTenant: 50020,
  userDisabled: 50057,
  emptyPassword: 50056,
  smartLockout: 50053,
  locationBlocked: 50053,
  /** Neither pass-through nor password hash synchronization is on. */
  noMethod: 50056,
  wrongCloudPassword: 50126,
  noPasswordStored: 50056,
  /** A federated user's password came to the cloud. */
  federatedPassword: 50126,
  expiredCloudPassword: 50055,
  temporaryPassword: 50055,
  secondFactorRequired: 50076,
  secondFactorInterrupt: 50074,
  secondFactorEnrolment: 50079,
  secondFactorEnrolmentInterrupt: 50072,
  /** The policy wants the provider's own second factor, which its assertion does not claim. */
  providersSecondFactor: 50079,
  secondFactorTooOld: 50078,
  accessBlocked: 53003,
  legacyBlocked: 530035,
  deviceNotCompliant: 53000,
  deviceNotJoined: 53001,
  externalChallenge: 50158,
  userAtRisk: 50135,
  enrolmentAtRisk: 53004,
  resetRegistration: 50125,
  /** A synced user's, where nothing is written back. */
  changeNotAllowed: 50144,
  changeComplexity: 120004,
  changeUnreachable: 120013,
  changeLockedOrDisabled: 120014,
  changeWrongOld: 120000,
  changeWeak: 120002,
} as const;

/** Every outcome and its code; every row can be replaced by `cloud.outcomes`. */
export const DEFAULT_OUTCOMES: OutcomeTable = { ...ANSWERS, ...DECISIONS };

/** An outcome of a step of the cloud's own. */
export type Decision = keyof typeof DECISIONS;

export function isDecision(name: string): name is Decision {
  return Object.hasOwn(DECISIONS, name);
}

/** Every code that a sign-in or a change of a password can end with here, unless rows were replaced. */
export const CODES: readonly number[] = [...new Set(Object.values(DEFAULT_OUTCOMES))]
  .filter((code) => code !== 0)
  .sort((a, b) => a - b);

/** The AADSTS code for a verdict; 0 is success. */
export function codeFor(verdict: Verdict, table: OutcomeTable): number {
  return table[rowOf(verdict, table)] ?? table['otherWin32'] ?? 80007;
}

function rowOf(verdict: Verdict, table: OutcomeTable): string {
  switch (verdict.kind) {
    case 'answered':
      return Object.hasOwn(table, String(verdict.win32)) ? String(verdict.win32) : 'otherWin32';
    case 'cloudPassword':
      return verdict.right ? '0' : 'wrongCloudPassword';
    default:
      return verdict.kind;
  }
}

const ERROR_LOGON_FAILURE = 1326;

/** Only a wrong password counts: never trouble with agents, never a restriction met with the right password. */
export function isWrongPassword(verdict: Verdict): boolean {
  if (verdict.kind === 'answered') return verdict.win32 === ERROR_LOGON_FAILURE;
  return verdict.kind === 'cloudPassword' && !verdict.right;
}
