import { formPostPage } from '../pages/form-post-page.ts';
import { errorEnvelope } from '../envelope.ts';
import type { ProtocolRefused } from '../refusal.ts';
import { send } from '../pages/page.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import type { AuthorizeRequest } from './authorize-request.ts';

/** Where an answer to an application goes, and how. */
export type Return = Pick<AuthorizeRequest, 'redirectUri' | 'responseMode' | 'state'>;

type Fields = Readonly<Record<string, string | undefined>>;

/** Sends the browser back to the application (documented: response_mode; OAuth 2.0 Form Post Response Mode). */
export function respond(to: Return, fields: Fields, visit: Visit) {
  const answer = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...fields, state: to.state }))
    if (value !== undefined) answer.append(name, value);
  void visit.reply.header('cache-control', 'no-store');
  if (to.responseMode === 'form_post')
    return send(formPostPage(to.redirectUri, answer), visit, [to.redirectUri]);
  return visit.reply.code(302).header('location', location(to, answer)).send();
}

/** A refusal that the application is told of; the redirect URI is known to be its own. */
export function respondRefused(to: Return, { aadsts, detail }: ProtocolRefused, visit: Visit) {
  const { chance } = visit.context;
  const facts = { correlationId: visit.correlationId, traceId: chance.uuid(), now: nowOf(visit), ...detail };
  const { error, error_description, error_uri, suberror, claims } = errorEnvelope(aadsts, facts);
  return respond(to, { error, error_subcode: suberror, error_description, error_uri, claims }, visit);
}

function location({ redirectUri, responseMode }: Return, answer: URLSearchParams): string {
  if (responseMode === 'fragment') return `${redirectUri}#${answer.toString()}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${answer.toString()}`;
}
