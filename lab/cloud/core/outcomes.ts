import type { PassthroughOutcome } from '../passthrough/validator.ts';

/** What checking a password came to, wherever it was checked. */
export type Verdict =
  | PassthroughOutcome
  | { readonly kind: 'cloudPassword'; readonly right: boolean; readonly digest: string }
  | { readonly kind: 'noPasswordStored' }
  | { readonly kind: 'federatedPassword' }
  | { readonly kind: 'transportFailed' };

/** AADSTS code by Win32 number or by the name of an outcome that has no number. 0 is success. */
export type OutcomeTable = Readonly<Record<string, number>>;

/**
 * What an answer becomes. Meanings are documented (error code reference, pass-through troubleshooting page); which
 * number leads to which code is not, except 1326 and 1328: every row can be overridden by `cloud.outcomes`.
 */
export const DEFAULT_OUTCOMES: OutcomeTable = {
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
  wrongCloudPassword: 50126,
  noPasswordStored: 50056,
  federatedPassword: 50126,
};

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
