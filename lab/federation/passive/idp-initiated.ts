import { endpointOf, OFFICE_365, trustOf } from '../core/relying-party.ts';
import { TrustRefusal } from '../errors.ts';
import type { Farm } from '../farm.ts';
import type { Visit } from '../nodes/visit.ts';
import { applicationsPage } from './pages.ts';
import type { BrowserVisit, PassiveRequest } from './request.ts';
import { respond } from './saml/sign-in.ts';

/** The farm's own sign-in page, where nobody has asked for anybody. Throws TrustRefusal. */
export function idpInitiatedRequest(farm: Farm, visit: Visit, { url, form }: BrowserVisit): PassiveRequest {
  if (!farm.parts.config.idpInitiatedSignOn)
    throw new TrustRefusal('invalidRequest', 'the page for IdP-initiated sign-on is not enabled');
  const configured = visit.node.configuration.relyingParty;
  const chosen = form.get('RelyingParty') ?? url.searchParams.get('loginToRp');
  const identifier = chosen ?? configured?.identifiers[0] ?? '';
  const trust = trustOf(configured, identifier);
  const answers = { recipient: endpointOf(trust, undefined), inResponseTo: undefined, relayState: undefined };
  const action = url.pathname + url.search;
  return {
    endpoint: 'ls/idpinitiated',
    trust,
    issues: chosen !== null,
    identifier,
    maxAgeMs: undefined,
    demandsFactors: false,
    loginHint: '',
    action,
    withoutPages: undefined,
    respond: (user) =>
      chosen === null
        ? { status: 200, page: applicationsPage(action, [[identifier, OFFICE_365]]) }
        : respond(farm, visit, trust, identifier, user, answers),
  };
}
