import { X509Certificate, hash } from 'node:crypto';
import { uuidFrom } from '../../chance/chance.ts';
import type { App, AppCertificate } from './app.ts';
import type { AppConfig } from './config.ts';

/** The application that a configuration describes; its ids depend on the seed, the tenant and the name alone. */
export function appFrom(config: AppConfig, tenantId: string, seed: string): App {
  const appId = config.appId ?? uuidFrom(seed, tenantId, 'application', config.name);
  const { secrets, certificates, appRoles } = config;
  return {
    ...config,
    appId,
    tenantId,
    secrets: secrets.map(({ value, expires }) => ({
      digest: secretDigest(value),
      ...(expires !== undefined && { expiresAt: Date.parse(expires) }),
    })),
    certificates: certificates.map(certificateFrom),
    appRoles: appRoles.map(({ id, value }) => ({ id: id ?? uuidFrom(appId, 'role', value), value })),
  };
}

export function secretDigest(secret: string): string {
  return hash('sha256', secret, 'base64');
}

function certificateFrom(pem: string): AppCertificate {
  const certificate = new X509Certificate(pem);
  return {
    publicKey: certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    x5t: hash('sha1', certificate.raw, 'base64url'),
    x5tS256: hash('sha256', certificate.raw, 'base64url'),
  };
}
