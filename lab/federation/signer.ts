import { SignedXml } from 'xml-crypto';
import { selfSigned } from '../pki/self-signed.ts';
import type { SigningKey } from '../pki/key-source.ts';
import { Markup } from './markup.ts';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** The farm's token-signing certificate at work. */
export interface Signer {
  /** Base64 of the DER certificate. */
  readonly certificate: string;
  /** Signs an assertion: enveloped, exclusive canonicalisation, RSA-SHA256 (XML Signature, SAML 1.1 section 5). */
  sign(assertion: Markup): Markup;
}

export async function createSigner(serviceName: string, key: SigningKey): Promise<Signer> {
  const certificate = await selfSigned(`CN=ADFS Signing - ${serviceName}`, key);
  const options = {
    privateKey: key.privateKey,
    publicCert: certificate.toString('pem'),
    idAttribute: 'AssertionID',
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE,
  };
  return {
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    sign: (assertion) => {
      const signature = new SignedXml(options);
      signature.addReference({
        xpath: '/*',
        transforms: [ENVELOPED, EXCLUSIVE],
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      });
      signature.computeSignature(assertion.text, {
        prefix: 'ds',
        location: { reference: '/*', action: 'append' },
      });
      return new Markup(signature.getSignedXml());
    },
  };
}
