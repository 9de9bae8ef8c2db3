/** Sub-codes of a refused bind, in hexadecimal as the diagnostic text carries them: Win32 error numbers. */
export type SubCode = '525' | '52e' | '532' | '533' | '701' | '773' | '775';

/** How an account stands at the moment of a bind. */
export interface Standing {
  readonly lockedOut: boolean;
  readonly passwordRight: boolean;
  readonly enabled: boolean;
  readonly expired: boolean;
  readonly mustChangePassword: boolean;
  readonly passwordExpired: boolean;
}

/** In the order in which a domain controller looks: a lock shows whatever the password, the rest only with the right one. */
const CHECKS: readonly (readonly [SubCode, (standing: Standing) => boolean])[] = [
  ['775', ({ lockedOut }) => lockedOut],
  ['52e', ({ passwordRight }) => !passwordRight],
  ['533', ({ enabled }) => !enabled],
  ['701', ({ expired }) => expired],
  ['773', ({ mustChangePassword }) => mustChangePassword],
  ['532', ({ passwordExpired }) => passwordExpired],
];

/** Why the bind is refused; undefined when it is not. */
export function refusalOf(standing: Standing): SubCode | undefined {
  return CHECKS.find(([, applies]) => applies(standing))?.[0];
}

/** The diagnostic text of a refused bind, as recorded from a domain controller. */
export function refusalText(subCode: SubCode): string {
  return `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${subCode}, v1db1`;
}
