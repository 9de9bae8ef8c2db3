import type { AadstsError } from './aadsts.ts';

const grant = (text: string): AadstsError => ({ error: 'invalid_grant', text });
const request = (text: string): AadstsError => ({ error: 'invalid_request', text });
const interaction = (text: string): AadstsError => ({ error: 'interaction_required', text });

const CONTACT = 'Contact your federation provider.';

/** Refusals of a user's sign-in: meaning as documented (error code reference, pass-through troubleshooting page). */
export const SIGN_IN_ERRORS: ReadonlyMap<number, AadstsError> = new Map([
  [
    50008,
    grant(`The SAML assertion is missing, misconfigured, or its signature does not verify. ${CONTACT}`),
  ],
  [50013, grant('The assertion is outside its time range or has been used before.')],
  [50020, grant('The user account does not exist in the tenant and cannot access the application.')],
  [50034, grant('The user account does not exist in the directory.')],
  [
    50053,
    grant(
      'The account is locked because of too many sign-in attempts with an incorrect user ID or password.',
    ),
  ],
  [50055, grant('The password is expired.')],
  [50056, grant('Invalid or null password: the directory holds no password for this user.')],
  [50057, grant('The user account is disabled.')],
  [50059, request('Neither the request nor the credentials say which tenant is meant.')],
  [50064, grant('Credential validation on user name or password has failed.')],
  [50072, interaction('The user needs to enrol for multifactor authentication.')],
  [50074, interaction('Strong authentication is required.')],
  [50076, interaction('The user must use multifactor authentication to access the resource.')],
  [50079, interaction('The user is required to register for multifactor authentication.')],
  [50107, grant('The requested federation realm object does not exist.')],
  [50126, grant('Error validating credentials due to invalid username or password.')],
  [50128, grant('No tenant-identifying information was found; the domain name is not valid.')],
  [50132, grant('The session is not valid due to password expiration or a recent password change.')],
  [50133, grant('The session is not valid due to password expiration or a recent password change.')],
  [50135, grant('A password change is required because of account risk.')],
  [50140, interaction('The user was asked whether to stay signed in.')],
  [50144, grant("The user's Active Directory password has expired.")],
  [50158, interaction('An external security challenge was not satisfied.')],
  [
    50173,
    grant('The grant has expired due to it being revoked, and a fresh auth token is needed. Sign in again.'),
  ],
  [500121, grant('Authentication failed during the strong authentication request.')],
  [51004, grant('The user account does not exist in the directory of the requested tenant.')],
  [53000, interaction('The device is not compliant, as a policy requires.')],
  [53001, interaction('The device is not domain joined, as a policy requires.')],
  [53003, interaction('Access has been blocked by Conditional Access policies.')],
  [530035, interaction('Access has been blocked by security defaults.')],
  [65001, grant('The user or an administrator has not consented to use the application.')],
  [70000, grant('The provided grant is not valid.')],
  [70002, { error: 'invalid_client', text: 'Error validating credentials.' }],
  [70008, grant('The provided grant has expired.')],
  [700082, grant('The refresh token has expired due to inactivity.')],
  [
    700084,
    grant('The refresh token was issued to a single page app, and its fixed, limited lifetime is over.'),
  ],
  [70043, grant('The refresh token is not valid due to sign-in frequency checks by Conditional Access.')],
  [80001, grant('No authentication agent is available, or the agent cannot connect to Active Directory.')],
  [80002, grant('The password validation request to the authentication agent timed out.')],
  [80003, grant('The authentication agent received an invalid response.')],
  [80004, grant('The user name that was handed to the authentication agent is not valid.')],
  [80005, grant("An error occurred while the authentication agent's response was processed.")],
  [80007, grant('The authentication agent could not validate the password or reach Active Directory.')],
  [80010, grant('The authentication agent could not decrypt the password.')],
  [80011, grant('The authentication agent could not retrieve its decryption key.')],
  [80012, grant('The sign-in is outside the hours that Active Directory allows for this account.')],
  [80013, grant("The clocks of the authentication agent's server and Active Directory differ too much.")],
  [80014, grant('The authentication agent answered after the maximum elapsed time.')],
  [81010, grant('Seamless single sign-on failed: the Kerberos ticket has expired or is invalid.')],
  [90072, grant("The user's immutable identifier does not match the account in the tenant.")],
]);
