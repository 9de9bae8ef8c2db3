import { header } from '../../web/correlation.ts';
import { formOf } from '../../web/form.ts';
import { canaryOf, openFlow, type Flow } from '../authorize/flow.ts';
import { ProtocolRefused } from '../refusal.ts';
import { isSame } from '../secret.ts';
import { Parameters } from '../web/parameters.ts';
import type { Visit } from '../web/visit.ts';

const FLOW_EXPIRED = 50089;

/** A page's form that came back. */
export interface Posted {
  readonly params: Parameters;
  readonly flow: Flow;
}

/** Only a form of a page that this browser was shown is taken (CSRF). Throws ProtocolRefused. */
export function postedForm(visit: Visit): Posted {
  if (isForeign(visit)) throw new ProtocolRefused(FLOW_EXPIRED);
  const params = new Parameters(formOf(visit.request));
  const flow = openFlow(params.get('ctx') ?? '', visit);
  if (flow === undefined || !isSame(canaryOf(flow, visit), params.get('canary') ?? ''))
    throw new ProtocolRefused(FLOW_EXPIRED);
  return { params, flow };
}

/**
 * A browser says itself which site's page posts (Fetch Metadata). Our own pages name no referrer, so that their `Origin` is
 * `null`; any other than our own is a stranger's.
 */
function isForeign({ request }: Visit): boolean {
  const site = header(request, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = header(request, 'origin');
  return origin !== undefined && origin !== 'null' && origin !== URL.parse(`https://${request.host}`)?.origin;
}
