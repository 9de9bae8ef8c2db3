import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import '../../pki/authority.ts';
import { generateKeys } from '../../pki/key-source.ts';
import { selfSigned } from '../../pki/self-signed.ts';
import { CLOUD_AUDIENCE } from './judge.ts';

/** A provider's signing key, as AD FS has one. */
export interface TestSigner {
  readonly privateKey: KeyObject;
  /** Base64 DER. */
  readonly certificate: string;
}

export interface Claims {
  readonly id: string;
  readonly issuer: string;
  readonly immutableId: string;
  readonly upn: string;
  /** Lab milliseconds. */
  readonly now: number;
  readonly audience?: string;
  readonly lifetimeMs?: number;
}

export async function testSigner(): Promise<TestSigner> {
  const key = await generateKeys().signingKey('provider');
  const certificate = await selfSigned('CN=signing', key);
  return { privateKey: key.privateKey, certificate: Buffer.from(certificate.rawData).toString('base64') };
}

/** A SAML 1.1 assertion as AD FS issues it, without its signature. */
export function unsigned(claims: Claims): string {
  const at = (ms: number): string => new Date(ms).toISOString();
  const attribute = (namespace: string, name: string, value: string): string =>
    `<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
  const until = at(claims.now + (claims.lifetimeMs ?? 3_600_000));
  return [
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" MajorVersion="1" MinorVersion="1" `,
    `AssertionID="${claims.id}" Issuer="${claims.issuer}" IssueInstant="${at(claims.now)}">`,
    `<saml:Conditions NotBefore="${at(claims.now)}" NotOnOrAfter="${until}"><saml:AudienceRestrictionCondition>`,
    `<saml:Audience>${claims.audience ?? CLOUD_AUDIENCE}</saml:Audience>`,
    `</saml:AudienceRestrictionCondition></saml:Conditions><saml:AttributeStatement><saml:Subject><saml:NameIdentifier>`,
    `${claims.immutableId}</saml:NameIdentifier></saml:Subject>`,
    attribute('http://schemas.xmlsoap.org/claims', 'UPN', claims.upn),
    attribute('http://schemas.microsoft.com/LiveID/Federation/2008/05', 'ImmutableID', claims.immutableId),
    `</saml:AttributeStatement></saml:Assertion>`,
  ].join('');
}

/** A SAML 2.0 assertion as a provider issues it, without its signature. @param answers id of the request, if there was one */
export function unsigned20(claims: Claims, answers?: string): string {
  const confirmation =
    answers === undefined
      ? ''
      : `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${answers}"/></saml:SubjectConfirmation>`;
  const at = (ms: number): string => new Date(ms).toISOString();
  const until = at(claims.now + (claims.lifetimeMs ?? 3_600_000));
  return [
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${claims.id}" Version="2.0" IssueInstant="${at(claims.now)}">`,
    `<saml:Issuer>${claims.issuer}</saml:Issuer><saml:Subject><saml:NameID>${claims.immutableId}</saml:NameID>${confirmation}</saml:Subject>`,
    `<saml:Conditions NotBefore="${at(claims.now)}" NotOnOrAfter="${until}"><saml:AudienceRestriction>`,
    `<saml:Audience>${claims.audience ?? CLOUD_AUDIENCE}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`,
    `<saml:AttributeStatement><saml:Attribute Name="IDPEmail"><saml:AttributeValue>${claims.upn}</saml:AttributeValue>`,
    `</saml:Attribute></saml:AttributeStatement></saml:Assertion>`,
  ].join('');
}

export function signed(
  xml: string,
  signer: TestSigner,
  algorithm:
    | 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
    | 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
): string {
  const signature = new SignedXml({
    privateKey: signer.privateKey,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    idAttribute: xml.includes('SAML:2.0:assertion') ? 'ID' : 'AssertionID',
  });
  signature.addReference({
    xpath: '/*',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(xml, { prefix: 'ds', location: { reference: '/*', action: 'append' } });
  return signature.getSignedXml();
}
