import { hash } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { selfSigned } from '../pki/self-signed.ts';
import type { SigningKey } from '../pki/key-source.ts';
import { Markup } from './markup.ts';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** What may be signed: which attribute identifies the root, and where its schema wants the signature. */
const SHAPES = {
  saml1: { idAttribute: 'AssertionID', prefix: 'ds', location: { reference: '/*', action: 'append' } },
  saml2: {
    idAttribute: 'ID',
    prefix: 'ds',
    location: { reference: "/*/*[local-name()='Issuer']", action: 'after' },
  },
  metadata: { idAttribute: 'ID', prefix: 'ds', location: { reference: '/*', action: 'prepend' } },
} as const;

export type SignedShape = keyof typeof SHAPES;

/** A token-signing certificate at work. */
export interface Signer {
  /** Base64 of the DER certificate. */
  readonly certificate: string;
  /** SHA-1 of the DER certificate in upper-case hex, as `Get-AdfsCertificate` shows it. */
  readonly thumbprint: string;
  /** Signs a document's root: enveloped, exclusive canonicalisation, RSA-SHA256 (XML Signature). */
  sign(document: Markup, shape?: SignedShape): Markup;
}

export async function createSigner(serviceName: string, key: SigningKey): Promise<Signer> {
  const certificate = await selfSigned(`CN=ADFS Signing - ${serviceName}`, key);
  const der = Buffer.from(certificate.rawData);
  const options = {
    privateKey: key.privateKey,
    publicCert: certificate.toString('pem'),
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE,
  };
  return {
    certificate: der.toString('base64'),
    thumbprint: hash('sha1', der, 'hex').toUpperCase(),
    sign: (document, shape = 'saml1') => {
      const { idAttribute, prefix, location } = SHAPES[shape];
      const signature = new SignedXml({ ...options, idAttribute });
      signature.addReference({
        xpath: '/*',
        transforms: [ENVELOPED, EXCLUSIVE],
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      });
      signature.computeSignature(document.text, { prefix, location });
      return new Markup(signature.getSignedXml());
    },
  };
}
