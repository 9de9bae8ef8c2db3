import { SIGN_IN_ERRORS } from './sign-in-errors.ts';

/** How an error reaches an OAuth client: the protocol's own word, and a sentence. */
export interface AadstsError {
  readonly error: string;
  readonly text: string;
}

const request = (text: string): AadstsError => ({ error: 'invalid_request', text });
const grant = (text: string): AadstsError => ({ error: 'invalid_grant', text });
const client = (text: string): AadstsError => ({ error: 'invalid_client', text });
const unauthorized = (text: string): AadstsError => ({ error: 'unauthorized_client', text });
const resource = (text: string): AadstsError => ({ error: 'invalid_resource', text });

/** Refusals of a client's request, as the error code reference has them, in our words. */
const PROTOCOL_ERRORS: ReadonlyMap<number, AadstsError> = new Map([
  [
    16000,
    {
      error: 'interaction_required',
      text: 'Several accounts are signed in, or the selected one cannot be used.',
    },
  ],
  [28002, { error: 'invalid_scope', text: 'The scope is not valid when an access token is requested.' }],
  [28003, { error: 'invalid_scope', text: 'The scope must not be empty when an access token is requested.' }],
  [50001, resource('The resource is disabled or does not exist.')],
  [50011, request('The redirect URI of the request does not match the ones configured for the application.')],
  [50012, client('The client assertion contains an invalid signature or an unknown certificate.')],
  [50027, client('The JWT is invalid or malformed.')],
  [50049, request('Unknown or invalid instance.')],
  [50050, request('The instance discovery request is malformed.')],
  [50058, { error: 'login_required', text: 'A silent sign-in request was sent but no user is signed in.' }],
  [50061, request('The sign-out request is invalid.')],
  [
    50089,
    { error: 'login_required', text: 'The sign-in was left too long and has expired; start it again.' },
  ],
  [50147, request('The size of the code challenge parameter is not valid.')],
  [
    501481,
    grant('The code_verifier does not match the code_challenge supplied in the authorization request.'),
  ],
  [501491, request('The code_challenge_method or the size of the code_challenge is not valid.')],
  [
    50194,
    request(
      'The application is not configured as a multi-tenant application; use a tenant-specific endpoint.',
    ),
  ],
  [500011, resource('The resource principal was not found in the tenant.')],
  [
    500112,
    grant('The reply address does not match the one given when the authorization code was requested.'),
  ],
  [500113, request('No reply address is registered for the application.')],
  [
    54005,
    grant('The authorization code was already redeemed; retry with a new code or use a refresh token.'),
  ],
  [65004, { error: 'access_denied', text: 'The user declined to continue.' }],
  [700005, grant('The authorization code is for another tenant than the one that was asked.')],
  [700016, unauthorized('The application was not found in the directory.')],
  [700022, { error: 'invalid_scope', text: 'The scope names more than one resource.' }],
  [
    700025,
    client("The client is public, so neither 'client_assertion' nor 'client_secret' should be presented."),
  ],
  [700027, client('The client assertion failed signature validation.')],
  [70003, { error: 'unsupported_grant_type', text: 'The app returned an unsupported grant type.' }],
  [
    70005,
    { error: 'unsupported_response_type', text: 'The response type is not supported for the application.' },
  ],
  [
    700054,
    {
      error: 'unsupported_response_type',
      text: "The response_type 'id_token' is not enabled for the application.",
    },
  ],
  [
    70007,
    { error: 'invalid_request', text: 'The response_mode is not supported when a token is requested.' },
  ],
  [
    650053,
    {
      error: 'invalid_scope',
      text: 'The application asked for a scope that does not exist on the resource.',
    },
  ],
  [700024, client('The client assertion is not within its valid time range.')],
  [70011, { error: 'invalid_scope', text: 'The scope requested by the app is not valid.' }],
  [
    70016,
    {
      error: 'authorization_pending',
      text: 'OAuth 2.0 device flow: the authorization is pending. Continue polling.',
    },
  ],
  [70018, { error: 'bad_verification_code', text: 'The verification code is not valid.' }],
  [70019, { error: 'expired_token', text: 'The verification code has expired. Start the sign-in anew.' }],
  [7000112, unauthorized('The application is disabled.')],
  [7000114, unauthorized('The application is not allowed to make on-behalf-of calls.')],
  [7000215, client('The client secret is not valid.')],
  [
    7000218,
    client("The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
  ],
  [7000222, client('The client secret keys of the application are expired.')],
  [75001, request('The SAML message cannot be read.')],
  [75005, request('The SAML message is not valid.')],
  [90002, request('The tenant was not found.')],
  [90014, request('A required field is missing from the request.')],
  [90015, request('The request is too long.')],
  [90023, request('The authentication service request is not valid.')],
  [
    9001023,
    request(
      'The grant type is not supported over the /common or /consumers endpoints; use a tenant-specific one.',
    ),
  ],
  [9002313, request('The request is malformed or invalid.')],
  [
    9002325,
    request('Proof Key for Code Exchange is required for cross-origin authorization code redemption.'),
  ],
  [
    9002326,
    request("Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type."),
  ],
  [
    9002327,
    request(
      "Tokens for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ),
  ],
  [900144, request('The request body lacks a required parameter.')],
  [900561, request('The endpoint does not accept requests of this kind.')],
  [901002, request("The 'resource' request parameter is not supported.")],
  [900971, request('No reply address was provided.')],
  [90119, request('The user code is null or empty.')],
  [90120, request('The request was already authorized or declined.')],
]);

const UNLISTED: AadstsError = grant('The sign-in failed.');

export function aadsts(code: number): AadstsError {
  return PROTOCOL_ERRORS.get(code) ?? SIGN_IN_ERRORS.get(code) ?? UNLISTED;
}

/** Codes whose HTTP status is 401: what the client said of itself is wrong (RFC 6749 section 5.2). */
const CLIENT_FAULTS: ReadonlySet<number> = new Set([
  50012, 50027, 700024, 700025, 700027, 7000215, 7000218, 7000222,
]);

export function statusOf(code: number): 400 | 401 {
  return CLIENT_FAULTS.has(code) ? 401 : 400;
}
