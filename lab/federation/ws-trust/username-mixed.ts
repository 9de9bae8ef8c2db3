import { authenticate } from '../authenticate.ts';
import { checkTimestamp } from '../core/judgement.ts';
import { accessBy, trustOf } from '../core/relying-party.ts';
import type { RelyingPartyConfig } from '../config/relying-party.ts';
import { TrustRefusal } from '../errors.ts';
import type { Farm } from '../farm.ts';
import { issueToken, type ProvedUser } from '../issue.ts';
import type { Visit } from '../nodes/visit.ts';
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
  visit: Visit,
): Promise<SoapAnswer> {
  const endpoint = `${version}/usernamemixed`;
  let request: TrustRequest | undefined;
  try {
    request = readTrustRequest(body, version);
    farm.requested(endpoint, request.userName, visit);
    checkTimestamp(request.timestamp, farm.now(), farm.parts.config.clockSkew);
    const trust = trustOf(visit.node.configuration.relyingParty, request.appliesTo);
    const user = await proved(farm, visit, request);
    checkAccess(trust, user);
    const token = issueToken(farm, visit, trust, request.appliesTo, user);
    farm.issued(endpoint, user.claims, visit, request.appliesTo);
    return { status: 200, body: tokenEnvelope(version, request.messageId, token).text };
  } catch (error) {
    const { reason } = farm.refused(endpoint, error, visit, 'active');
    return { status: 500, body: faultEnvelope(reason, request?.messageId, farm.now()).text };
  }
}

/** The password against the forest, and the claims of whoever it proves. Throws TrustRefusal. */
async function proved(farm: Farm, visit: Visit, request: TrustRequest): Promise<ProvedUser> {
  const claims = await authenticate(farm, visit, request.userName, request.password);
  const proof = { insideCorporateNetwork: visit.inside, multipleFactors: false };
  return { claims, proof, at: farm.now() };
}

/** There is no page for a second factor here. Throws TrustRefusal. */
function checkAccess(trust: RelyingPartyConfig, { proof }: ProvedUser): void {
  const access = accessBy(trust, proof);
  if (access === 'denied')
    throw new TrustRefusal('accessDenied', 'the access control policy denies the user');
  if (access === 'secondFactor')
    throw new TrustRefusal(
      'secondFactorMissing',
      'the policy asks for a second factor, which needs a browser',
    );
}
