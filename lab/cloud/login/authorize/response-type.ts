import type { App } from '../../apps/app.ts';
import { ProtocolRefused } from '../refusal.ts';
import type { Parameters } from '../web/parameters.ts';
import type { AuthorizeRequest } from './authorize-request.ts';

export type ResponseType = Pick<AuthorizeRequest, 'wantsCode' | 'wantsIdToken'>;

const UNSUPPORTED = 70005;
const ID_TOKENS_OFF = 700054;
const UNSUPPORTED_MODE = 70007;
const MISSING = 900144;
const MODES = ['query', 'fragment', 'form_post'] as const;

/** `code`, `id_token`, both, or `none`; access tokens straight from here are not played. Throws ProtocolRefused. */
export function readResponseType(params: Parameters, app: App, v1: boolean): ResponseType {
  const text = params.get('response_type');
  if (text === undefined)
    throw new ProtocolRefused(MISSING, {
      text: "The request body must contain the following parameter: 'response_type'.",
    });
  const asked = new Set(text.split(' '));
  const known = [...asked].every((one) => one === 'code' || one === 'id_token' || one === 'none');
  if (!known || (asked.has('none') && asked.size > 1))
    throw new ProtocolRefused(UNSUPPORTED, {
      text: `The response type '${text.slice(0, 60)}' is not supported.`,
    });
  const wantsIdToken = asked.has('id_token');
  if (wantsIdToken && !app.idTokens && !v1) throw new ProtocolRefused(ID_TOKENS_OFF);
  return { wantsCode: asked.has('code'), wantsIdToken };
}

/** A code goes in the query by default, an ID token in the fragment, and never in the query. Throws ProtocolRefused. */
export function readResponseMode(
  params: Parameters,
  { wantsIdToken }: ResponseType,
): AuthorizeRequest['responseMode'] {
  const asked = params.get('response_mode');
  if (asked === undefined) return wantsIdToken ? 'fragment' : 'query';
  const mode = MODES.find((one) => one === asked);
  if (mode === undefined || (mode === 'query' && wantsIdToken)) {
    const text = `'${asked.slice(0, 40)}' is not a supported value of 'response_mode' when requesting a token.`;
    throw new ProtocolRefused(UNSUPPORTED_MODE, { text });
  }
  return mode;
}

/** How a refusal goes back, before the request is read whole. */
export function modeForRefusals(params: Parameters): AuthorizeRequest['responseMode'] {
  const mode = MODES.find((one) => one === params.get('response_mode'));
  return mode ?? (params.get('response_type')?.includes('id_token') === true ? 'fragment' : 'query');
}
