import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { Registration } from './state-directory.ts';

/** Who the agent is on the wire. */
export interface Identity {
  readonly agentId: string;
  /** `<agentId>_<SHA-1 thumbprint of the certificate, upper-case hex>` (agent contract, section 1). */
  readonly keyId: string;
  readonly bootstrapUrl: string;
  readonly privateKey: KeyObject;
  /** For mutual TLS, PEM. */
  readonly key: string;
  readonly cert: string;
}

export function identityOf({ agentId, bootstrapUrl, key, certificate }: Registration): Identity {
  const privateKey = createPrivateKey(key);
  return { agentId, keyId: keyIdOf(agentId, certificate), bootstrapUrl, privateKey, key, cert: certificate };
}

export function keyIdOf(agentId: string, certificate: string): string {
  return `${agentId}_${new X509Certificate(certificate).fingerprint.replaceAll(':', '')}`;
}
