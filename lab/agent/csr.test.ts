import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { expect, test } from 'vitest';
import { createRequest } from './csr.ts';

test.each([2_048, 4_096])(
  'a certificate library reads and verifies the request of a %i-bit key',
  async (modulusLength) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const request = new x509.Pkcs10CertificateRequest(createRequest('AGENT-Ü1', privateKey));
    expect(request.subject).toBe('CN=AGENT-Ü1');
    expect(await request.verify()).toBe(true);
    expect(Buffer.from(request.publicKey.rawData)).toEqual(publicKey.export({ type: 'spki', format: 'der' }));
  },
);
