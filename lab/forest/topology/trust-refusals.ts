/**
 * Why a logon fails on its way to another forest, or behind it: Win32 error numbers in hexadecimal, as the diagnostic
 * text of a refused bind carries them. None of these was recorded; the numbers' meaning is documented.
 */
export type TrustRefusal =
  /** ERROR_NO_LOGON_SERVERS, 1311: no domain controller of the trusted domain answers. */
  | '51f'
  /** ERROR_TIME_SKEW, 1398: the clocks of the two domain controllers differ by too much. */
  | '576'
  /** ERROR_TRUSTED_DOMAIN_FAILURE, 1788: the trust itself is broken. */
  | '6fc'
  /** ERROR_AUTHENTICATION_FIREWALL_FAILED, 1935: selective authentication, and the user is not allowed to that host. */
  | '78f';
