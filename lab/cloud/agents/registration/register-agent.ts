import { z } from 'zod';
import { uuidFrom } from '../../../chance/chance.ts';
import type { AgentOffice } from '../agent-office.ts';
import { contractVersion, readBody } from '../contract/body.ts';
import { ContractError } from '../contract/errors.ts';
import { CONTRACT_VERSION } from '../contract/version.ts';
import type { Reservation } from '../core/agent-registry.ts';
import type { Registration } from '../core/registration.ts';
import { authenticateAdmin, requireRegisteringRole } from './authorize.ts';
import { issueAgentCertificate, type AgentCertificate } from './certificate.ts';
import { readSigningRequest, type SigningRequest } from './signing-request.ts';
import { isOlder } from './version.ts';

const registrationRequest = z.object({
  contractVersion,
  csr: z.base64().min(1).max(12_000),
  machineName: z.string().min(1).max(64),
  agentVersion: z.string().min(1).max(64),
  os: z.string().max(128),
});

export interface RegistrationCall {
  readonly authorization: string | undefined;
  readonly body: unknown;
  readonly externalIp: string;
  readonly correlationId: string | undefined;
}

export interface RegistrationReply {
  readonly contractVersion: typeof CONTRACT_VERSION;
  readonly agentId: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM of the CA that issued it. */
  readonly tenantAuthority: string;
  readonly bootstrapUrl: string;
}

/** Registers one agent. Throws ContractError. */
export async function registerAgent(office: AgentOffice, call: RegistrationCall): Promise<RegistrationReply> {
  const admin = await authenticateAdmin(call.authorization, office.tenant);
  requireRegisteringRole(admin);
  const facts = readBody(registrationRequest, call.body);
  requireVersion(office, facts.agentVersion);
  const signing = await readSigningRequest(facts.csr);
  using place = reserve(office, facts.machineName);
  const agentId = agentIdOf(office, facts.machineName, place);
  const certificate = await issueAgentCertificate(office.agentAuthority, signing, {
    ...office.tenant,
    agentId,
  });
  place.admit(describe(office, agentId, certificate, signing, { ...facts, externalIp: call.externalIp }));
  record(office, call.correlationId, agentId, facts.machineName);
  return {
    contractVersion: CONTRACT_VERSION,
    agentId,
    certificate: certificate.pem,
    tenantAuthority: office.agentAuthority.pem,
    bootstrapUrl: `https://${office.names.bootstrap}/v1/bootstrap`,
  };
}

/** Throws ContractError `versionTooOld`. */
function requireVersion({ config: { oldestAgent } }: AgentOffice, version: string): void {
  if (oldestAgent === undefined || !isOlder(version, oldestAgent)) return;
  const text = `this cloud takes agents of version ${oldestAgent} and later, and this one is ${version}`;
  throw new ContractError('versionTooOld', text);
}

/** Throws ContractError `limitReached`. */
function reserve({ registry, config }: AgentOffice, machineName: string): Reservation {
  const place = registry.reserve(machineName);
  if (place !== undefined) return place;
  throw new ContractError('limitReached', `the tenant already has ${config.limit} agents, as many as it may`);
}

/** Depends on the machine and its count of registrations alone, so that other machines' order changes no id. */
function agentIdOf({ context }: AgentOffice, machineName: string, { ordinal }: Reservation): string {
  return uuidFrom(context.chance.seed, 'agent', machineName, ordinal);
}

function describe(
  { context, config }: AgentOffice,
  agentId: string,
  { thumbprint }: AgentCertificate,
  { publicKey }: SigningRequest,
  facts: { readonly machineName: string; readonly agentVersion: string; readonly externalIp: string },
): Registration {
  const registeredAt = context.clock.now();
  return {
    agentId,
    machineName: facts.machineName,
    version: facts.agentVersion,
    externalIp: facts.externalIp,
    thumbprint,
    keyId: `${agentId}_${thumbprint}`,
    publicKey,
    registeredAt,
    expires: registeredAt + config.certificateMs,
  };
}

function record(
  { context }: AgentOffice,
  correlationId: string | undefined,
  agentId: string,
  machineName: string,
): void {
  context.history.append({
    component: 'cloud',
    kind: 'agent.registered',
    correlationId,
    data: { agentId, machineName },
  });
}
