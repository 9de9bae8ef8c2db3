import { onlyRedirectUri, platformOf } from '../../apps/redirect-uris.ts';
import type { App, Platform } from '../../apps/app.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';
import { findApp } from '../token/find-app.ts';
import { readResource, readScope } from '../token/scope.ts';
import type { Parameters } from '../web/parameters.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { readResponseMode, readResponseType, type ResponseType } from './response-type.ts';

const WRONG_REDIRECT = 50011;
const NO_REDIRECT = 500113;
const BAD_REQUEST = 90023;
const NO_RESOURCE_HERE = 901002;
const CHALLENGE_METHOD = 501491;
const CHALLENGE_SIZE = 50147;
const PKCE_NEEDED = 9002325;
const CODE_CHALLENGE = /^[\w.~-]{43,128}$/;
const PROMPTS = ['none', 'login', 'select_account', 'consent'] as const;

/** Who asks and where the answer goes. Until this is known nothing may be sent to the redirect URI. */
export interface Addressee {
  readonly app: App;
  readonly redirectUri: string;
  readonly platform: Platform;
}

/** Throws ProtocolRefused. */
export function readAddressee(params: Parameters, authority: string, context: LoginContext): Addressee {
  const app = findApp(params.required('client_id'), authority, context);
  const redirectUri = params.get('redirect_uri') ?? onlyRedirectUri(app);
  if (redirectUri === undefined) throw new ProtocolRefused(NO_REDIRECT);
  const platform = platformOf(app, redirectUri);
  if (platform !== undefined) return { app, redirectUri, platform };
  const text = `The redirect URI '${redirectUri.slice(0, 200)}' specified in the request does not match the redirect URIs configured for the application '${app.appId}'. Make sure the redirect URI sent in the request matches one added to your application.`;
  throw new ProtocolRefused(WRONG_REDIRECT, { text });
}

/** What is asked, once it is known by whom. Throws ProtocolRefused. */
export function readRequest(
  params: Parameters,
  { app, redirectUri, platform }: Addressee,
  where: { readonly authority: string; readonly origin: string; readonly v1: boolean },
  context: LoginContext,
): AuthorizeRequest {
  const type = readResponseType(params, app, where.v1);
  return {
    kind: 'authorize',
    ...where,
    clientId: app.appId,
    redirectUri,
    platform,
    ...type,
    responseMode: readResponseMode(params, type),
    scope: readAskedScope(params, type, where.v1, context),
    state: params.get('state'),
    nonce: readNonce(params, type),
    prompt: readPrompt(params),
    loginHint: params.get('login_hint')?.trim(),
    domainHint: params.get('domain_hint'),
    maxAge: readMaxAge(params),
    ...readChallenge(params, platform, type),
    clientInfo: params.get('client_info') === '1',
  };
}

/** The scope is read here for its faults, and again when the code is redeemed. */
function readAskedScope(params: Parameters, type: ResponseType, v1: boolean, context: LoginContext): string {
  const ground = { apps: context.apps, graph: context.graph };
  const resource = params.get('resource');
  if (v1)
    return `${readResource(resource, ground).resource.uri}/.default openid profile email offline_access`;
  if (resource !== undefined) throw new ProtocolRefused(NO_RESOURCE_HERE);
  const scope = params.required('scope');
  if (!readScope(scope, ground).openid && type.wantsIdToken)
    throw new ProtocolRefused(70005, { text: "The response type 'id_token' requires the 'openid' scope." });
  return scope;
}

/** OpenID Connect Core 1.0 section 3.2.2.1: an ID token from the authorize endpoint needs a nonce. */
function readNonce(params: Parameters, { wantsIdToken }: ResponseType): string | undefined {
  return wantsIdToken ? params.required('nonce') : params.get('nonce');
}

function readPrompt(params: Parameters): AuthorizeRequest['prompt'] {
  const asked = params.get('prompt');
  if (asked === undefined || asked === 'create') return undefined;
  const prompt = PROMPTS.find((one) => one === asked);
  if (prompt === undefined) throw new ProtocolRefused(BAD_REQUEST, { text: "Unsupported 'prompt' value." });
  return prompt;
}

function readMaxAge(params: Parameters): number | undefined {
  const text = params.get('max_age');
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new ProtocolRefused(BAD_REQUEST, { text: "The 'max_age' is not a number." });
  return Number(text);
}

/** Proof Key for Code Exchange: `plain` where no method is named (RFC 7636 section 4.3); pages must use it. */
function readChallenge(params: Parameters, platform: Platform, { wantsCode }: ResponseType) {
  const challenge = params.get('code_challenge');
  const method = params.get('code_challenge_method');
  if (challenge === undefined) {
    if (method !== undefined) throw new ProtocolRefused(CHALLENGE_SIZE);
    if (wantsCode && platform === 'spa') throw new ProtocolRefused(PKCE_NEEDED);
    return {};
  }
  if (!CODE_CHALLENGE.test(challenge)) throw new ProtocolRefused(CHALLENGE_SIZE);
  const challengeMethod =
    method === undefined ? 'plain' : method === 'S256' || method === 'plain' ? method : undefined;
  if (challengeMethod === undefined) throw new ProtocolRefused(CHALLENGE_METHOD);
  return { challenge, challengeMethod } as const;
}
