import 'reflect-metadata';
import { createHash } from 'node:crypto';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
} from '@peculiar/x509';
import type { Authority } from '../../../pki/authority.ts';
import { AGENT_ID_EXTENSION, agentIdBytes } from '../contract/agent-id.ts';
import type { SigningRequest } from './signing-request.ts';

export interface AgentCertificate {
  readonly pem: string;
  /** SHA-1 of the DER, upper hex. */
  readonly thumbprint: string;
}

/**
 * Issues an agent's client certificate: the subject is the tenant (security deep dive), the agent's id stands in an
 * extension, whatever the request asked for.
 */
export async function issueAgentCertificate(
  authority: Authority,
  { request }: SigningRequest,
  identity: { readonly tenantId: string; readonly agentId: string },
): Promise<AgentCertificate> {
  const certificate = await authority.certify(request, {
    subject: `CN=${identity.tenantId}`,
    extensions: [
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new Extension(AGENT_ID_EXTENSION, false, agentIdBytes(identity.agentId)),
    ],
  });
  return { pem: certificate.toString('pem'), thumbprint: thumbprintOf(Buffer.from(certificate.rawData)) };
}

export function thumbprintOf(der: Buffer): string {
  return createHash('sha1').update(der).digest('hex').toUpperCase();
}
