/** How an error reaches an OAuth client: the protocol's own word, and a sentence. */
export interface AadstsError {
  readonly error: string;
  readonly text: string;
}

const grant = (text: string): AadstsError => ({ error: 'invalid_grant', text });
const request = (text: string): AadstsError => ({ error: 'invalid_request', text });

/** Codes and their meaning as documented (error code reference, pass-through troubleshooting page), in our words. */
const ERRORS: ReadonlyMap<number, AadstsError> = new Map([
  [50008, grant('The SAML assertion is missing, misconfigured, or its signature does not verify.')],
  [50013, grant('The assertion is outside its time range or has been used before.')],
  [50034, grant('The user account does not exist in the directory.')],
  [
    50053,
    grant('The account is temporarily locked because of too many sign-in attempts with a wrong password.'),
  ],
  [50056, grant('The directory holds no password for this user.')],
  [50057, grant('The user account is disabled.')],
  [50059, request('Neither the request nor the credentials say which tenant is meant.')],
  [50107, grant('The requested federation realm object does not exist.')],
  [50126, grant('Error validating credentials due to invalid username or password.')],
  [50144, grant("The user's Active Directory password has expired.")],
  [51004, grant('The user account does not exist in the directory of the requested tenant.')],
  [70000, grant('The refresh token is not valid.')],
  [70003, { error: 'unsupported_grant_type', text: 'The app returned an unsupported grant type.' }],
  [70008, grant('The refresh token has expired.')],
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
  [90002, request('The tenant was not found.')],
  [90072, grant("The user's immutable identifier does not match the account in the tenant.")],
  [900144, request('The request body lacks a required parameter.')],
]);

const UNLISTED: AadstsError = grant('The sign-in failed.');

export function aadsts(code: number): AadstsError {
  return ERRORS.get(code) ?? UNLISTED;
}
