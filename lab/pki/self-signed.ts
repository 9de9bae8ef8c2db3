import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { WIRE_VALIDITY } from './authority.ts';
import type { SigningKey } from './key-source.ts';

const RSA_SHA256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** A certificate that an RSA key signs for itself, such as AD FS makes for its tokens; wide in wall time. */
export function selfSigned(subject: string, key: SigningKey): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys: {
      privateKey: key.privateKey.toCryptoKey(RSA_SHA256, true, ['sign']),
      publicKey: key.publicKey.toCryptoKey(RSA_SHA256, true, ['verify']),
    },
    signingAlgorithm: RSA_SHA256,
    ...WIRE_VALIDITY,
  });
}
