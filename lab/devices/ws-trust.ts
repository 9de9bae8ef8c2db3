import { XMLSerializer, type Document } from '@xmldom/xmldom';
import { Ns, TRUST, type TrustVersion } from '../ws-trust/namespaces.ts';
import { trustRequest } from '../ws-trust/request-envelope.ts';
import type { Answer, Call } from './call.ts';
import { DeviceUnavailableError } from './errors.ts';
import type { SignInOptions } from './result.ts';
import type { TrustEndpoint } from './ws-trust-metadata.ts';
import { elementsOf, textIn, xmlOf } from './xml.ts';

/** What a request needs that is neither name nor password. */
export interface WsTrustFacts {
  readonly messageId: () => string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export type Issued =
  | { readonly kind: 'issued'; readonly assertion: string }
  | { readonly kind: 'refused'; readonly status: number; readonly text: string };

/** A user name and a password for a SAML assertion at `usernamemixed`. Throws DeviceUnavailableError. */
export async function requestAssertion(
  call: Call,
  { url, version }: TrustEndpoint,
  who: SignInOptions,
  facts: WsTrustFacts,
): Promise<Issued> {
  const headers = {
    'content-type': 'application/soap+xml; charset=utf-8',
    soapaction: `${TRUST[version]}/RST/Issue`,
  };
  const answer = await call(url, {
    method: 'POST',
    headers,
    body: trustRequest({
      url,
      version,
      userName: who.upn,
      password: who.password,
      messageId: facts.messageId(),
      now: facts.now(),
    }),
  });
  const document = xmlOf(answer);
  return answer.status === 200 ? issuedIn(answer, document, version) : refusalIn(answer, document);
}

function issuedIn({ url, status }: Answer, document: Document, version: TrustVersion): Issued {
  const [token] = elementsOf(document, TRUST[version], 'RequestedSecurityToken');
  const [assertion, ...more] = token === undefined ? [] : elementsOf(token, Ns.saml, 'Assertion');
  if (
    assertion === undefined ||
    more.length > 0 ||
    textIn(document, TRUST[version], 'TokenType') !== Ns.saml
  ) {
    throw new DeviceUnavailableError(url, 'the answer holds no SAML 1.1 assertion', status);
  }
  return { kind: 'issued', assertion: new XMLSerializer().serializeToString(assertion) };
}

function refusalIn({ url, status }: Answer, document: Document): Issued {
  const [subcode] = elementsOf(document, Ns.soap, 'Subcode');
  const name = subcode?.textContent?.trim().split(':').at(-1);
  const text = textIn(document, Ns.soap, 'Text');
  if (name !== 'FailedAuthentication')
    throw new DeviceUnavailableError(url, text || `status ${status}`, status);
  return { kind: 'refused', status, text };
}
