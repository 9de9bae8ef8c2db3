import { deflateRawSync } from 'node:zlib';
import { MULTIPLE_METHOD } from '../../core/claims.ts';
import { endpointOf, trustOf } from '../../core/relying-party.ts';
import type { RelyingPartyConfig } from '../../config/relying-party.ts';
import { TrustRefusal } from '../../errors.ts';
import type { Farm } from '../../farm.ts';
import { farmIssuer, issueSaml2, type ProvedUser } from '../../issue.ts';
import type { Markup } from '../../markup.ts';
import { pathOf } from '../../names.ts';
import type { Visit } from '../../nodes/visit.ts';
import { autoPostPage, type PageAnswer } from '../page.ts';
import type { BrowserVisit, PassiveRequest } from '../request.ts';
import { decoded, inflated, POST_BINDING, readAuthnRequest, type AuthnRequest } from './authn-request.ts';
import { checkSignature } from './request-signature.ts';
import { noPassiveResponse, successResponse } from './response.ts';

/** A SAML 2.0 sign-in request by redirect or by post (web browser SSO profile). Throws TrustRefusal, XmlError. */
export function samlRequest(farm: Farm, visit: Visit, { url, form }: BrowserVisit): PassiveRequest {
  const xml = xmlIn(url, form);
  const query = form.has('SAMLRequest') ? undefined : url.search;
  const request = readAuthnRequest(xml);
  const trust = trustOf(visit.node.configuration.relyingParty, request.issuer);
  const recipient = endpointOf(trust, request.assertionConsumerService);
  checkSignature(trust, { xml, query });
  checkRequest(farm, request);
  const relayState = form.get('RelayState') ?? url.searchParams.get('RelayState') ?? undefined;
  const answers = { recipient, inResponseTo: request.id, relayState };
  return {
    endpoint: 'ls/saml',
    trust,
    issues: true,
    identifier: request.issuer,
    maxAgeMs: request.forceAuthn ? 0 : undefined,
    demandsFactors: request.contexts.includes(MULTIPLE_METHOD),
    loginHint: url.searchParams.get('login_hint') ?? url.searchParams.get('username') ?? '',
    action: query === undefined ? actionOf(url, xml, relayState) : url.pathname + query,
    withoutPages: request.isPassive ? () => noPassive(farm, answers) : undefined,
    respond: (user) => {
      farm.parts.answered.add(request.issuer, request.id, lastsUntil(farm, request));
      return respond(farm, visit, trust, request.issuer, user, answers);
    },
  };
}

export interface Answers {
  readonly recipient: string;
  readonly inResponseTo: string | undefined;
  readonly relayState: string | undefined;
}

/** The page that posts an assertion to the relying party. */
export function respond(
  farm: Farm,
  visit: Visit,
  trust: RelyingPartyConfig,
  identifier: string,
  user: ProvedUser,
  answers: Answers,
): PageAnswer {
  const { assertion, issuer } = issueSaml2(farm, visit, trust, identifier, user, answers);
  return post(answers, successResponse(factsOf(farm, issuer, answers), assertion));
}

function noPassive(farm: Farm, answers: Answers): PageAnswer {
  return post(answers, noPassiveResponse(factsOf(farm, farmIssuer(farm), answers)));
}

function factsOf(farm: Farm, issuer: string, { recipient, inResponseTo }: Answers) {
  const id = `_${farm.parts.chance.uuid()}`;
  return { id, issuer, destination: recipient, inResponseTo, now: farm.now() };
}

function post({ recipient, relayState }: Answers, response: Markup): PageAnswer {
  const page = autoPostPage(recipient, {
    SAMLResponse: Buffer.from(response.text, 'utf8').toString('base64'),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  });
  return { status: 200, page, postsAway: true };
}

function xmlIn({ searchParams }: URL, form: URLSearchParams): string {
  const posted = form.get('SAMLRequest');
  return posted === null ? inflated(searchParams.get('SAMLRequest') ?? '') : decoded(posted);
}

/** A request that was posted comes back with the credentials as one that is redirected. */
function actionOf({ pathname, searchParams }: URL, xml: string, relayState: string | undefined): string {
  const query = new URLSearchParams(searchParams);
  query.set('SAMLRequest', deflateRawSync(xml).toString('base64'));
  if (relayState !== undefined) query.set('RelayState', relayState);
  return `${pathname}?${query.toString()}`;
}

function checkRequest(farm: Farm, request: AuthnRequest): void {
  const { id, issuer, issuedAt, destination, protocolBinding } = request;
  const { name, clockSkew, samlRequestReplay } = farm.parts.config;
  const now = farm.now();
  if (issuedAt > now + clockSkew || now > lastsUntil(farm, request))
    throw new TrustRefusal('invalidSecurity', 'the request was not issued within the delivery window');
  if (samlRequestReplay === 'refused' && farm.parts.answered.has(issuer, id))
    throw new TrustRefusal('replayed', 'the request was answered before');
  if (protocolBinding !== undefined && protocolBinding !== POST_BINDING)
    throw new TrustRefusal('invalidRequest', 'the answer goes by the POST binding alone');
  const wanted = destination === undefined ? undefined : URL.parse(destination);
  const here = wanted?.protocol === 'https:' && wanted.hostname === name && pathOf(wanted) === '/adfs/ls';
  if (destination !== undefined && !here)
    throw new TrustRefusal('invalidRequest', 'the request is addressed to somebody else');
}

/** Until when a request may be brought, in lab milliseconds. */
function lastsUntil(farm: Farm, { issuedAt }: AuthnRequest): number {
  const { samlMessageDeliveryWindow, clockSkew } = farm.parts.config;
  return issuedAt + samlMessageDeliveryWindow + clockSkew;
}
