import type { FastifyInstance } from 'fastify';
import { signInWithAssertion } from '../../assertions/redeem.ts';
import { formOf } from '../../web/form.ts';
import { attemptOf } from '../attempt.ts';
import { beginFlow, openFlow, type Flow } from '../authorize/flow.ts';
import { signedIn } from '../authorize/finish.ts';
import type { LoginContext } from '../context.ts';
import { showError } from '../pages/end-pages.ts';
import { showMissing } from '../pages/missing.ts';
import { ProtocolRefused } from '../refusal.ts';
import { Parameters } from '../web/parameters.ts';
import { visitOf, type Visit } from '../web/visit.ts';
import { readSamlResponse, readWresult, type ProviderAnswer } from './provider-answer.ts';
import { requestIdOf } from './saml-request.ts';

const FLOW_EXPIRED = 50089;
const WRONG_ANSWER = 75005;

/** Where a federated provider has the browser post what it says of its user: WS-Federation or SAML 2.0. */
export function returnRoutes(app: FastifyInstance, context: LoginContext): void {
  app.post('/login.srf', (request, reply) => {
    const visit = visitOf(request, reply, context);
    try {
      return takeAnswer(new Parameters(formOf(request)), visit);
    } catch (error) {
      if (error instanceof ProtocolRefused) return showError(visit, error.aadsts, error.detail);
      throw error;
    }
  });
}

function takeAnswer(params: Parameters, visit: Visit) {
  const response = params.get('SAMLResponse');
  const flow = flowOf(params, visit);
  const answer =
    response === undefined ? readWresult(params.get('wresult') ?? '') : readSamlResponse(response);
  refuseOtherRequest(answer, flow);
  refuseOtherAddress(answer, visit);
  const { context, correlationId, request } = visit;
  const attempt = attemptOf({
    correlationId: flow.correlationId === '' ? correlationId : flow.correlationId,
    upn: '',
    client: 'browser',
    grant: response === undefined ? 'wsFederation' : 'saml',
    authority: flow.request.authority,
    location: context.locationOf(request),
    clientId: flow.request.clientId,
    amr: flow.signedIn?.amr,
  });
  const answers = flow.request.kind === 'plain' ? undefined : requestIdOf(flow);
  const result = signInWithAssertion(attempt, answer.assertion, { ...context, answers });
  const amr = result.secondFactor ? ['fed', 'mfa'] : ['fed'];
  if (result.user !== undefined) return signedIn(flow, result, amr, { keep: false }, visit);
  return showMissing(flow, result, result.proven?.user.upn ?? '', amr, visit);
}

/**
 * The sign-in that the provider's context names must be this browser's own. A provider may also speak first, without
 * a context (identity-provider-initiated sign-on): then there is nothing but a session to give.
 */
function flowOf(params: Parameters, visit: Visit): Flow {
  const sealed = params.get('wctx') ?? params.get('RelayState');
  if (sealed === undefined) return beginFlow({ kind: 'plain', authority: 'common' }, visit);
  const flow = openFlow(sealed, visit);
  if (flow === undefined) throw new ProtocolRefused(FLOW_EXPIRED);
  return flow;
}

function refuseOtherRequest({ inResponseTo }: ProviderAnswer, flow: Flow): void {
  if (inResponseTo !== undefined && (flow.request.kind === 'plain' || inResponseTo !== requestIdOf(flow)))
    throw new ProtocolRefused(WRONG_ANSWER, { text: 'The SAML response answers another request.' });
}

/** A response that was made for somebody else was not meant for us (SAML 2.0 bindings, section 3.5.5.2). */
function refuseOtherAddress({ destination }: ProviderAnswer, { context }: Visit): void {
  if (destination !== undefined && !context.isOurs(destination))
    throw new ProtocolRefused(WRONG_ANSWER, { text: 'The SAML response is addressed to somebody else.' });
}
