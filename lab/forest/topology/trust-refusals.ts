/**
 * Why a logon fails on its way to another forest, or behind it: Win32 error numbers in hexadecimal, as the diagnostic
 * text of a refused bind carries them. None of these was recorded; the numbers' meaning is documented.
 */
export type TrustRefusal = '51f' | '576' | '6fc' | '78f';

export interface TrustRefusalFacts {
  readonly win32: number;
  readonly name: string;
  readonly meaning: string;
}

export const TRUST_REFUSALS: Readonly<Record<TrustRefusal, TrustRefusalFacts>> = {
  '51f': {
    win32: 1311,
    name: 'ERROR_NO_LOGON_SERVERS',
    meaning: 'no domain controller of the trusted domain answers',
  },
  '576': {
    win32: 1398,
    name: 'ERROR_TIME_SKEW',
    meaning: 'the clocks of the two domain controllers differ by too much',
  },
  '6fc': { win32: 1788, name: 'ERROR_TRUSTED_DOMAIN_FAILURE', meaning: 'the trust itself is broken' },
  '78f': {
    win32: 1935,
    name: 'ERROR_AUTHENTICATION_FIREWALL_FAILED',
    meaning: 'selective authentication, and the user is not allowed to authenticate to that host',
  },
};
