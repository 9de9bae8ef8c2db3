import type { Claims } from '../core/assertion.ts';
import { checkAppliesTo, checkCredentialsPresent, checkTimestamp } from '../core/judgement.ts';
import type { Caller, Farm } from '../farm.ts';
import type { TrustVersion } from '../../ws-trust/namespaces.ts';
import { faultEnvelope } from './fault.ts';
import { readTrustRequest, type TrustRequest } from './request.ts';
import { tokenEnvelope } from './response.ts';

export interface SoapAnswer {
  readonly status: 200 | 500;
  readonly body: string;
}

/** A user name and a password for a token: the steps of the `usernamemixed` endpoints in order. */
export async function answerUsernameMixed(
  farm: Farm,
  version: TrustVersion,
  body: string,
  caller: Caller,
): Promise<SoapAnswer> {
  const endpoint = `${version}/usernamemixed`;
  let request: TrustRequest | undefined;
  try {
    request = readTrustRequest(body, version);
    farm.requested(endpoint, request.userName, caller);
    checkTimestamp(request.timestamp, farm.now(), farm.parts.config.clockSkew);
    checkAppliesTo(request.appliesTo);
    const claims = await authenticate(farm, request, caller);
    const token = farm.issue(claims);
    farm.issued(endpoint, claims, caller);
    return { status: 200, body: tokenEnvelope(version, request.messageId, token).text };
  } catch (error) {
    const { reason } = farm.refused(endpoint, error, caller);
    return { status: 500, body: faultEnvelope(reason, request?.messageId, farm.now()).text };
  }
}

/** The password against the forest, and the claims of whoever it proves. Throws TrustRefusal. */
function authenticate(farm: Farm, { userName, password }: TrustRequest, caller: Caller): Promise<Claims> {
  checkCredentialsPresent(userName, password);
  return farm.parts.checkPassword(userName, password, caller.correlationId);
}
