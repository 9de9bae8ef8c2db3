import { isShared } from '../../../core/tenants.ts';
import { fitsChallenge, type CodeFacts } from '../../authorize/code-book.ts';
import type { LoginContext } from '../../context.ts';
import { ProtocolRefused } from '../../refusal.ts';
import type { ClientAsk } from '../ask.ts';
import { requireProof } from '../client-authentication.ts';
import type { GrantedToUser } from '../granted.ts';
import { askedScope, grantToUser, spaLimit } from '../user-grant.ts';
import type { AskedScope } from '../scope.ts';
import { livingUser, refuseMissingAccess } from '../living-user.ts';

const NOT_VALID = 70000;
const EXPIRED = 70008;
const REDEEMED = 54005;
const MALFORMED = 9002313;
const OTHER_REDIRECT = 500112;
const OTHER_TENANT = 700005;
const VERIFIER_MISMATCH = 501481;
const NOT_A_PAGE = 9002326;
const PAGE_ONLY = 9002327;
const PUBLIC_WITH_PROOF = 700025;

/** An authorization code (RFC 6749 section 4.1.3), bound to client, redirect URI, tenant and PKCE. */
export function byAuthorizationCode(ask: ClientAsk, context: LoginContext): GrantedToUser {
  const { params } = ask;
  const redemption = context.codes.redeem(params.required('code'), context.mint.clock.now());
  if (redemption.kind === 'malformed') throw new ProtocolRefused(MALFORMED, { error: 'invalid_grant' });
  if (redemption.kind === 'redeemed') throw new ProtocolRefused(REDEEMED);
  if (redemption.kind === 'expired')
    throw new ProtocolRefused(EXPIRED, {
      text: 'The provided authorization code has expired due to inactivity.',
    });
  const { facts, grantId } = redemption;
  refuseOthers(facts, ask, context);
  refusePlatform(facts, ask);
  if (!fitsChallenge(facts, params.get('code_verifier'))) throw new ProtocolRefused(VERIFIER_MISMATCH);
  const who = livingUser(facts, facts.authTime, context);
  const scope = withConsented(askedScope(ask, context, facts.scope, facts.tenantId), facts);
  refuseMissingAccess(who, { app: ask.app, proof: facts }, scope);
  redemption.spend();
  const { amr, authTime, nonce, wantsAuthTime } = facts;
  const limit = facts.platform === 'spa' ? spaLimit(context.mint.clock.now()) : {};
  return grantToUser(who, ask, scope, { amr, authTime }, { nonce, wantsAuthTime, grantId, ...limit });
}

/** Whoever asked for identity and refresh with the code need not ask again when it is redeemed. */
function withConsented(scope: AskedScope, { scope: before }: CodeFacts): AskedScope {
  const asked = before.split(' ');
  return {
    ...scope,
    openid: scope.openid || asked.includes('openid'),
    email: scope.email || asked.includes('email'),
    offline: scope.offline || asked.includes('offline_access'),
  };
}

function refuseOthers(
  facts: CodeFacts,
  { app, params, authority }: ClientAsk,
  { tenants }: LoginContext,
): void {
  if (facts.appId !== app.appId) throw new ProtocolRefused(NOT_VALID);
  if (params.required('redirect_uri') !== facts.redirectUri) throw new ProtocolRefused(OTHER_REDIRECT);
  if (!isShared(authority) && tenants.byAuthority(authority)?.tenant.id !== facts.tenantId)
    throw new ProtocolRefused(OTHER_TENANT);
}

/** What the redirect URI was registered as decides how its codes may be redeemed (documented: SPA, web, native). */
function refusePlatform({ platform }: CodeFacts, ask: ClientAsk): void {
  if (platform === 'spa' && ask.crossOrigin === undefined) throw new ProtocolRefused(PAGE_ONLY);
  if (platform !== 'spa' && ask.crossOrigin !== undefined) throw new ProtocolRefused(NOT_A_PAGE);
  if (platform === 'web') requireProof(ask);
  else if (ask.proof !== 'none') throw new ProtocolRefused(PUBLIC_WITH_PROOF);
}
