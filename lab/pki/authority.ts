import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

const SERVER_KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * Certificates are wide in wall time, whatever the lab clock says: lab validity (180 days, renewal, expiry) lives in
 * the cloud's registry, and lab peers enforce it after the handshake on the lab clock.
 */
export const WIRE_VALIDITY = {
  notBefore: new Date('2000-01-01T00:00:00Z'),
  notAfter: new Date('2099-12-31T23:59:59Z'),
} as const;

/** A key and its certificate, as TLS wants them. */
export interface Credential {
  readonly key: string;
  readonly cert: string;
}

export interface SubjectOptions {
  /** Distinguished name, such as `CN=AGENT1`. */
  readonly subject: string;
  readonly extensions?: readonly x509.Extension[];
}

/** A certificate authority of the lab. Its private key leaves this object for the lab's own processes alone. */
export class Authority {
  readonly certificate: x509.X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.certificate = certificate;
    this.#keys = keys;
  }

  static async create(subject: string): Promise<Authority> {
    const keys = await webcrypto.subtle.generateKey(SERVER_KEY, true, ['sign', 'verify']);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: subject,
      keys,
      signingAlgorithm: SERVER_KEY,
      ...WIRE_VALIDITY,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(certificate, keys);
  }

  /** The same authority in another process of the lab, from what `share` gave. */
  static async from({ key, cert }: Credential): Promise<Authority> {
    const der = x509.PemConverter.decodeFirst(key);
    const certificate = new x509.X509Certificate(cert);
    const privateKey = await webcrypto.subtle.importKey('pkcs8', der, SERVER_KEY, true, ['sign']);
    return new Authority(certificate, {
      privateKey,
      publicKey: await certificate.publicKey.export(webcrypto),
    });
  }

  /** Key and certificate, for another process of the same lab: a secret for as long as the lab lives. */
  async share(): Promise<Credential> {
    const key = await webcrypto.subtle.exportKey('pkcs8', this.#keys.privateKey);
    return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), cert: this.pem };
  }

  get pem(): string {
    return this.certificate.toString('pem');
  }

  /** A server certificate for these names (`*.` allowed) and 127.0.0.1. */
  async issueServer(names: readonly string[]): Promise<Credential> {
    const keys = await webcrypto.subtle.generateKey(SERVER_KEY, true, ['sign', 'verify']);
    const cert = await this.#sign(`CN=${names[0] ?? 'localhost'}`, keys.publicKey, [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ]);
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), cert: cert.toString('pem') };
  }

  /** Signs a PKCS#10 request's key under the subject and extensions that the authority, not the requester, chooses. */
  async certify(
    request: x509.Pkcs10CertificateRequest,
    options: SubjectOptions,
  ): Promise<x509.X509Certificate> {
    const key = await request.publicKey.export(webcrypto);
    return this.#sign(options.subject, key, options.extensions ?? []);
  }

  /** A certificate revocation list (RFC 5280) that is empty unless serial numbers (hex) are given. */
  async revocationList(revoked: readonly string[] = []): Promise<Uint8Array> {
    const list = await x509.X509CrlGenerator.create({
      issuer: this.certificate.subject,
      thisUpdate: WIRE_VALIDITY.notBefore,
      nextUpdate: WIRE_VALIDITY.notAfter,
      entries: revoked.map((serialNumber) => ({ serialNumber, revocationDate: WIRE_VALIDITY.notBefore })),
      signingAlgorithm: SERVER_KEY,
      signingKey: this.#keys.privateKey,
    });
    return new Uint8Array(list.rawData);
  }

  #sign(
    subject: string,
    publicKey: webcrypto.CryptoKey,
    extensions: readonly x509.Extension[],
  ): Promise<x509.X509Certificate> {
    return x509.X509CertificateGenerator.create({
      subject,
      issuer: this.certificate.subject,
      publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: SERVER_KEY,
      ...WIRE_VALIDITY,
      extensions: [new x509.BasicConstraintsExtension(false, undefined, true), ...extensions],
    });
  }
}
