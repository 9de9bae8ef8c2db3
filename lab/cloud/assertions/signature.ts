import { XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { MalformedAssertionError } from './errors.ts';
import { assertionElement, idAttributeOf } from './read.ts';
import { XMLDSIG, only } from './xml.ts';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/**
 * Checks the enveloped signature of an assertion against a certificate (base64 DER) and answers the signed XML, or
 * undefined. Algorithms are pinned, keys inside the document are ignored, and callers must read nothing but the
 * answer: what the signature does not cover does not exist (signature wrapping). Throws MalformedAssertionError.
 */
export function signedPart(xml: string, certificate: string): string | undefined {
  const root = assertionElement(xml);
  const signature = only(root, XMLDSIG, 'Signature');
  const idAttribute = idAttributeOf(root);
  const verifier = pinnedVerifier(certificate, idAttribute);
  try {
    verifier.loadSignature(new XMLSerializer().serializeToString(signature));
    if (!verifier.checkSignature(xml)) return undefined;
  } catch {
    return undefined;
  }
  const [reference, ...more] = verifier.getReferences();
  if (reference === undefined || more.length > 0)
    throw new MalformedAssertionError('it must sign exactly one part');
  if (reference.uri !== `#${root.getAttribute(idAttribute) ?? ''}`) return undefined;
  return verifier.getSignedReferences()[0];
}

function pinnedVerifier(certificate: string, idAttribute: string): SignedXml {
  const verifier = new SignedXml({ publicCert: pem(certificate), getCertFromKeyInfo: () => null });
  // The option would add it to the usual ones, and `ID` twice counts as two elements of one name.
  verifier.idAttributes = [idAttribute];
  verifier.SignatureAlgorithms = pick(verifier.SignatureAlgorithms, [RSA_SHA256]);
  verifier.HashAlgorithms = pick(verifier.HashAlgorithms, [SHA256]);
  verifier.CanonicalizationAlgorithms = pick(verifier.CanonicalizationAlgorithms, [EXCLUSIVE, ENVELOPED]);
  return verifier;
}

function pick<T>(known: Record<string, T>, allowed: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(known).filter(([name]) => allowed.includes(name)));
}

function pem(base64: string): string {
  const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
