import 'reflect-metadata';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { ContractError } from '../contract/errors.ts';

const SMALLEST_KEY = 2_048;
const LARGEST_KEY = 8_192;

export interface SigningRequest {
  readonly request: Pkcs10CertificateRequest;
  readonly publicKey: KeyObject;
}

/**
 * Reads a PKCS#10 request (RFC 2986) and checks its key and its proof of possession.
 * Throws ContractError `invalidRequest`, `weakKey` or `badSignature`.
 */
export async function readSigningRequest(base64: string): Promise<SigningRequest> {
  const { request, publicKey } = parse(base64);
  const bits =
    publicKey.asymmetricKeyType === 'rsa' ? (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  if (bits < SMALLEST_KEY || bits > LARGEST_KEY) {
    throw new ContractError('weakKey', `the key must be RSA of ${SMALLEST_KEY} to ${LARGEST_KEY} bits`);
  }
  if (!signedWithSha256(request)) {
    throw new ContractError('badSignature', 'the request must be signed with RSA PKCS#1 v1.5 and SHA-256');
  }
  if (!(await request.verify().catch(() => false))) {
    throw new ContractError('badSignature', 'the signature does not fit the key in the request');
  }
  return { request, publicKey };
}

function parse(base64: string): SigningRequest {
  try {
    const request = new Pkcs10CertificateRequest(Buffer.from(base64, 'base64'));
    const der = Buffer.from(request.publicKey.rawData);
    return { request, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
  } catch {
    throw new ContractError('invalidRequest', 'csr is not the base64 of a DER-encoded PKCS#10 request');
  }
}

function signedWithSha256({ signatureAlgorithm }: Pkcs10CertificateRequest): boolean {
  // The library's type of an algorithm leans on the browser's, which is not there: its name is not declared.
  const name: unknown = Reflect.get(signatureAlgorithm, 'name');
  return name === 'RSASSA-PKCS1-v1_5' && signatureAlgorithm.hash.name === 'SHA-256';
}
