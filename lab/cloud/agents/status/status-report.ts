import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { contractVersion, readBody } from '../contract/body.ts';
import { ContractError } from '../contract/errors.ts';
import type { AgentRegistry } from '../core/agent-registry.ts';
import type { Registration } from '../core/registration.ts';

const report = z.object({
  contractVersion,
  agentId: z.guid(),
  machineName: z.string().min(1).max(64),
  consecutiveFailures: z.number().int().min(0).max(1_000_000),
  /** Lab time in seconds. */
  iat: z.number().int(),
});

export interface StatusReport extends z.output<typeof report> {
  readonly agent: Registration;
}

/** Oldest report believed; also how far ahead an agent's clock may be. */
const TOLERANCE_S = 300;

/**
 * Reads a signed status report (compact JWS, RFC 7515, RS256) and checks it against the registered key and lab time.
 * Throws ContractError `unknownAgent`, `badSignature`, `invalidRequest`.
 */
export async function readStatusReport(
  jws: string,
  registry: AgentRegistry,
  now: number,
): Promise<StatusReport> {
  const agent = signer(jws, registry);
  const payload = await verifiedPayload(jws, agent);
  const read = readBody(report, payload);
  if (read.agentId.toLowerCase() !== agent.agentId) {
    throw new ContractError('unknownAgent', 'agentId is not the one whose key signed the report');
  }
  if (Math.abs(now / 1_000 - read.iat) > TOLERANCE_S) {
    throw new ContractError('invalidRequest', `iat is more than ${TOLERANCE_S} s away from the time here`);
  }
  return { ...read, agent };
}

function signer(jws: string, registry: AgentRegistry): Registration {
  const [agentId, thumbprint] = (keyId(jws) ?? '').split('_');
  const agent = registry.holder(agentId ?? '', thumbprint ?? '');
  if (agent !== undefined) return agent;
  throw new ContractError('unknownAgent', 'kid names no current registration of this tenant');
}

function keyId(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).kid;
  } catch {
    throw new ContractError('invalidRequest', 'the body is no compact JWS');
  }
}

async function verifiedPayload(jws: string, agent: Registration): Promise<unknown> {
  try {
    const { payload } = await compactVerify(jws, agent.publicKey, { algorithms: ['RS256'] });
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    throw new ContractError('badSignature', 'the report is not signed (RS256) by the key that kid names');
  }
}
