/** Where an event is written: the admin channel, or the security log by the audit source. */
export type Channel = 'Admin' | 'Security';
export type Level = 'information' | 'warning' | 'error' | 'auditSuccess' | 'auditFailure';

interface Described {
  readonly name: string;
  readonly channel: Channel;
  readonly level: Level;
  readonly text: string;
}

const audit = (name: string, level: 'auditSuccess' | 'auditFailure', text: string): Described => {
  return { name, channel: 'Security', level, text };
};
const admin = (name: string, level: Level, text: string): Described => ({
  name,
  channel: 'Admin',
  level,
  text,
});

/** The farm's events by number; the words are the lab's own. */
export const EVENTS = {
  100: admin('serviceStarted', 'information', 'the federation service has started'),
  103: admin('serviceStopped', 'information', 'the federation service has stopped'),
  111: admin('trustRequestFailed', 'error', 'a WS-Trust request could not be processed'),
  325: admin('callerNotAuthorized', 'error', 'the access control policy denies the caller a token'),
  335: admin(
    'certificateGenerated',
    'information',
    'a token-signing certificate was generated as a secondary one',
  ),
  336: admin('certificatePromoted', 'information', 'a secondary token-signing certificate is primary now'),
  342: admin('tokenValidationFailed', 'error', 'the user name or password could not be validated'),
  344: admin('synchronizationFailed', 'error', 'the configuration could not be fetched from the primary'),
  348: admin('synchronized', 'information', 'the configuration was fetched from the primary'),
  364: admin('passiveRequestFailed', 'error', 'a passive federation request could not be processed'),
  385: admin(
    'certificateExpires',
    'warning',
    'a token-signing certificate has expired or will soon, and needs a hand',
  ),
  512: admin('lockedTryAllowed', 'warning', 'the account is locked out; the try is allowed by configuration'),
  515: admin(
    'rightPasswordWhileLocked',
    'warning',
    'the right password was given while the account was locked out',
  ),
  516: admin('accountLockedOut', 'warning', 'the account is locked out by too many bad passwords'),
  557: admin('accountStoreUnreachable', 'error', 'the account store of the primary could not be reached'),
  562: admin('accountStoreEndpointError', 'error', 'the account store endpoint answered with an error'),
  563: admin(
    'lockoutStatusUnknown',
    'error',
    'the lockout status could not be calculated; the sign-in goes on',
  ),
  1200: audit('tokenIssued', 'auditSuccess', 'a token was issued'),
  1201: audit('tokenRefused', 'auditFailure', 'no token was issued'),
  1202: audit('credentialValidated', 'auditSuccess', 'a fresh credential was validated'),
  1203: audit('credentialRefused', 'auditFailure', 'a fresh credential was refused'),
  1206: audit('signedOut', 'auditSuccess', 'a user signed out'),
  1210: audit('extranetLockout', 'auditFailure', 'an extranet lockout happened'),
} as const satisfies Readonly<Record<number, Described>>;

export type EventId = keyof typeof EVENTS;
