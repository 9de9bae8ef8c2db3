import type { Judge } from '../ask.ts';
import { byAuthorizationCode } from './authorization-code.ts';
import { byClientCredentials } from './client-credentials.ts';
import { byDeviceCode } from './device-code.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { byPassword } from './password.ts';
import { byRefreshToken } from './refresh-token.ts';
import { bySamlBearer } from './saml-bearer.ts';

/** Who judges a request at the token endpoint: `grant_type` alone decides, whatever stands beside it. */
export const GRANTS: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['password', byPassword],
  ['authorization_code', byAuthorizationCode],
  ['refresh_token', byRefreshToken],
  ['client_credentials', byClientCredentials],
  ['urn:ietf:params:oauth:grant-type:device_code', byDeviceCode],
  ['device_code', byDeviceCode],
  ['urn:ietf:params:oauth:grant-type:saml1_1-bearer', bySamlBearer],
  ['urn:ietf:params:oauth:grant-type:saml2-bearer', bySamlBearer],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', onBehalfOf],
]);
