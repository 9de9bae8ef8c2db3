import { MULTIPLE_METHOD, PASSWORD_METHOD } from '../core/claims.ts';
import { endpointOf, trustOf } from '../core/relying-party.ts';
import { TrustRefusal } from '../errors.ts';
import type { Farm } from '../farm.ts';
import { issueToken } from '../issue.ts';
import type { Visit } from '../nodes/visit.ts';
import { tokenResponse } from '../ws-trust/response.ts';
import { autoPostPage } from './page.ts';
import type { PassiveRequest } from './request.ts';

const SUPPORTED_METHODS: readonly string[] = [
  PASSWORD_METHOD,
  MULTIPLE_METHOD,
  'urn:oasis:names:tc:SAML:1.0:am:password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
];

/** A WS-Federation sign-in request (WS-Federation 1.2, section 13.2.1). Throws TrustRefusal. */
export function wsFederationRequest(
  farm: Farm,
  visit: Visit,
  { pathname, search, searchParams }: URL,
): PassiveRequest {
  if (searchParams.get('wa') !== 'wsignin1.0')
    throw new TrustRefusal('invalidRequest', 'wa is not wsignin1.0');
  const identifier = searchParams.get('wtrealm') ?? '';
  const trust = trustOf(visit.node.configuration.relyingParty, identifier);
  const endpoint = endpointOf(trust, searchParams.get('wreply') ?? undefined);
  const context = searchParams.get('wctx');
  return {
    endpoint: 'ls',
    trust,
    issues: true,
    identifier,
    maxAgeMs: maxAgeIn(searchParams),
    demandsFactors: demandsFactorsBy(searchParams.get('wauth')),
    loginHint: searchParams.get('username') ?? searchParams.get('login_hint') ?? '',
    action: pathname + search,
    withoutPages: undefined,
    respond: (user) => {
      const token = issueToken(farm, visit, trust, identifier, user);
      const page = autoPostPage(endpoint, {
        wa: 'wsignin1.0',
        wresult: tokenResponse('2005', token).text,
        ...(context === null ? {} : { wctx: context }),
      });
      return { status: 200, page, postsAway: true };
    },
  };
}

/** `wfresh` is in minutes, 0 for a password now; `prompt=login` is the same in other words. */
function maxAgeIn(query: URLSearchParams): number | undefined {
  if (query.get('prompt') === 'login') return 0;
  const wfresh = query.get('wfresh');
  return wfresh !== null && /^\d{1,9}$/.test(wfresh) ? Number(wfresh) * 60_000 : undefined;
}

/** `wauth` names one method; what the farm does not know it cannot prove. Throws TrustRefusal. */
function demandsFactorsBy(wauth: string | null): boolean {
  if (wauth === null || wauth === '') return false;
  if (!SUPPORTED_METHODS.includes(wauth))
    throw new TrustRefusal(
      'invalidRequest',
      'MSIS7102: the requested authentication method is not supported',
    );
  return wauth === MULTIPLE_METHOD;
}
