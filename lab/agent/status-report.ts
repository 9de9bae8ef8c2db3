import { sign } from 'node:crypto';
import { deadline } from '../clock/deadline.ts';
import type { BootstrapPorts } from './bootstrap.ts';
import { UnexpectedReplyError } from './errors.ts';

const PORT = 8_080;

/**
 * Says over port 8080 that the agent lives though port 443 is out (agent contract, section 2). Status only: never a
 * sign-in. There is no TLS here, so the report is signed (JWS compact serialization, RFC 7515, RS256).
 */
export async function reportStatus(
  ports: BootstrapPorts,
  consecutiveFailures: number,
  limitMs: number,
): Promise<void> {
  const { clock, identity, machineName, post } = ports;
  using limit = deadline(clock, limitMs, 'status report');
  const { hostname } = new URL(identity.bootstrapUrl);
  const iat = Math.floor(clock.now() / 1_000);
  const payload = { contractVersion: '1', agentId: identity.agentId, machineName, consecutiveFailures, iat };
  const reply = await post(`http://${hostname}:${PORT}/v1/status`, signed(payload, ports), {
    contentType: 'application/jose',
    signal: limit.signal,
  });
  if (reply.status !== 204) throw new UnexpectedReplyError('the status report', reply.status);
}

function signed(payload: object, { identity }: Pick<BootstrapPorts, 'identity'>): string {
  const parts = [{ alg: 'RS256', kid: identity.keyId }, payload].map((part) => encode(JSON.stringify(part)));
  const input = parts.join('.');
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), identity.privateKey).toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
