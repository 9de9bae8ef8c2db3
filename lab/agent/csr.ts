import type { webcrypto } from 'node:crypto';
import type * as X509 from '@peculiar/x509';

/**
 * A PKCS#10 request (RFC 2986) signed with SHA-256, in base64 DER. The service chooses subject and extensions, so the
 * request names the machine only. The library is loaded here, as registering happens once and loading it takes as
 * long as everything else.
 */
export async function createRequest(machineName: string, keys: webcrypto.CryptoKeyPair): Promise<string> {
  const x509 = await loadX509();
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [machineName] }],
    keys,
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  });
  return request.toString('base64');
}

/** Loads what `createRequest` needs, so that it can happen while a key is generated. */
export async function loadX509(): Promise<typeof X509> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}
