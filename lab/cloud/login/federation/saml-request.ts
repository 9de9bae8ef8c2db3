import { hash, sign as signBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CLOUD_AUDIENCE } from '../../assertions/judge.ts';
import type { FederationSettings } from '../../core/domain.ts';
import type { Flow } from '../authorize/flow.ts';
import { markup } from '../pages/html.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import type { ProviderRequest } from './provider-url.ts';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** The HTTP redirect binding of an AuthnRequest (SAML 2.0 bindings, section 3.4), to a provider that speaks SAML. */
export async function samlRequestUrl(
  federation: FederationSettings,
  { context, fresh = false, upn }: ProviderRequest,
  flow: Flow | undefined,
  visit: Visit,
): Promise<string> {
  const facts = {
    issued: new Date(nowOf(visit)).toISOString(),
    fresh,
    destination: federation.passiveSignInUri,
  };
  const xml = authnRequest(flow === undefined ? `_${visit.context.chance.uuid()}` : requestIdOf(flow), facts);
  const url = new URL(federation.passiveSignInUri);
  url.searchParams.set('SAMLRequest', deflateRawSync(xml).toString('base64'));
  if (context !== undefined) url.searchParams.set('RelayState', context);
  if (federation.isSignedAuthenticationRequestRequired) await sign(url, visit);
  if (upn !== undefined) url.searchParams.set('username', upn);
  return url.href;
}

/** Signs the parameters as they are encoded (SAML 2.0 bindings, section 3.4.4.1), with the key that signs tokens. */
async function sign(url: URL, { context }: Visit): Promise<void> {
  const { privateKey } = await context.mint.keys.signer();
  url.searchParams.set('SigAlg', RSA_SHA256);
  const names = ['SAMLRequest', 'RelayState', 'SigAlg'];
  const signed = url.search
    .slice(1)
    .split('&')
    .filter((one) => names.includes(one.split('=', 1)[0] ?? ''))
    .join('&');
  url.searchParams.set('Signature', signBytes('sha256', Buffer.from(signed), privateKey).toString('base64'));
}

/** The request's id follows from the sign-in it is for, so the answer's `InResponseTo` can be checked. */
export function requestIdOf({ id }: Flow): string {
  return `_${hash('sha256', `saml ${id}`, 'hex').slice(0, 40)}`;
}

interface RequestFacts {
  readonly issued: string;
  readonly fresh: boolean;
  readonly destination: string;
}

function authnRequest(id: string, { issued, fresh, destination }: RequestFacts): string {
  const force = fresh ? markup` ForceAuthn="true"` : markup``;
  const issuer = markup`<saml:Issuer xmlns:saml="${ASSERTION}">${CLOUD_AUDIENCE}</saml:Issuer>`;
  const who = markup`ID="${id}" Version="2.0" IssueInstant="${issued}" Destination="${destination}"`;
  const policy = markup`<samlp:NameIDPolicy Format="${PERSISTENT}"/>`;
  return markup`<samlp:AuthnRequest xmlns:samlp="${PROTOCOL}" ${who}${force}>${issuer}${policy}</samlp:AuthnRequest>`
    .text;
}
