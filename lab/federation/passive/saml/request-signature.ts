import { verify, X509Certificate } from 'node:crypto';
import { XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import type { RelyingPartyConfig } from '../../config/relying-party.ts';
import { TrustRefusal } from '../../errors.ts';
import { children, onlyChild, parseXml } from '../../xml.ts';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** A request as it came: its XML, and the query that may carry a signature beside it. */
export interface SignedRequest {
  readonly xml: string;
  /** `?…`, as the browser sent it; undefined when the request came in a form. */
  readonly query: string | undefined;
}

/**
 * Refuses a request whose signature is wrong, and one without any where the trust wants requests signed
 * (`SignedSamlRequestsRequired`). Throws TrustRefusal `wrongSignature`, XmlError.
 */
export function checkSignature(trust: RelyingPartyConfig, request: SignedRequest): void {
  const { signedSamlRequestsRequired: isRequired, requestSigningCertificates: certificates } = trust;
  if (certificates.length === 0 && !isRequired) return;
  const isSigned = isSignedBeside(request) || isSignedInside(request.xml);
  if (!isSigned && !isRequired) return;
  const isRight = isSigned && certificates.some((one) => isSignedBy(pem(one), request));
  if (!isRight)
    throw new TrustRefusal('wrongSignature', isSigned ? 'its signature is wrong' : 'it is not signed');
}

/** A signature inside the XML speaks for the XML; beside it, for the query as it was sent. All that are there must be right. */
function isSignedBy(certificate: string, request: SignedRequest): boolean {
  const beside = !isSignedBeside(request) || isQuerySignedBy(certificate, request.query ?? '');
  const inside = !isSignedInside(request.xml) || isXmlSignedBy(certificate, request.xml);
  return beside && inside;
}

function isSignedBeside({ query }: SignedRequest): boolean {
  return query !== undefined && /[?&]Signature=/.test(query);
}

function isSignedInside(xml: string): boolean {
  return children(parseXml(xml), XMLDSIG, 'Signature').length > 0;
}

/** The redirect binding signs the parameters as they were encoded (SAML 2.0 bindings, section 3.4.4.1). */
function isQuerySignedBy(certificate: string, query: string): boolean {
  const [signature, algorithm] = ['Signature', 'SigAlg'].map((name) => rawParameter(query, name));
  if (signature === undefined || algorithm === undefined || decoded(algorithm) !== RSA_SHA256) return false;
  const signed = ['SAMLRequest', 'RelayState', 'SigAlg'].flatMap((name) => {
    const value = rawParameter(query, name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const bytes = Buffer.from(decoded(signature) ?? '', 'base64');
  return verify('sha256', Buffer.from(signed.join('&')), new X509Certificate(certificate).publicKey, bytes);
}

/** A parameter of the query, still encoded; undefined when it is missing, or there more than once. */
function rawParameter(query: string, name: string): string | undefined {
  const found = query
    .replace(/^\?/, '')
    .split('&')
    .filter((one) => one.startsWith(`${name}=`));
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The root, and nothing else, must be signed (SAML 2.0 core, section 5.4.2). */
function isXmlSignedBy(certificate: string, xml: string): boolean {
  const root = parseXml(xml);
  const signature = onlyChild(root, XMLDSIG, 'Signature');
  if (signature === undefined) return false;
  const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  verifier.SignatureAlgorithms = pick(verifier.SignatureAlgorithms, [RSA_SHA256]);
  verifier.HashAlgorithms = pick(verifier.HashAlgorithms, [SHA256]);
  verifier.CanonicalizationAlgorithms = pick(verifier.CanonicalizationAlgorithms, [EXCLUSIVE, ENVELOPED]);
  try {
    verifier.loadSignature(new XMLSerializer().serializeToString(signature));
    if (!verifier.checkSignature(xml)) return false;
  } catch {
    return false;
  }
  const [reference, ...more] = verifier.getReferences();
  return more.length === 0 && reference?.uri === `#${root.getAttribute('ID') ?? ''}`;
}

function pick<T>(known: Record<string, T>, allowed: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(known).filter(([name]) => allowed.includes(name)));
}

function pem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
