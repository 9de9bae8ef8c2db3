import type { AgentFacingNames } from './agents/contract/names.ts';
import { adminCenterHost } from './admin-center/names.ts';
import { CLOUD_NAMES, loginNames, type CloudNames } from './login/names.ts';
import type { Service } from '../links/service.ts';

/** One name and port of the real service, and the part of the simulated cloud that answers there. */
export interface HostEntry {
  readonly name: string;
  readonly port: number;
  readonly service: Service;
}

/** What all tenants share. */
export interface CommonServices {
  readonly login: Service;
  readonly graph: Service;
  readonly adminCenter: Service;
  readonly provisioning: Service;
  readonly revocation: Service;
}

/** What the agents of one tenant call. */
export type AgentServices = Readonly<
  Record<'registration' | 'bootstrap' | 'status' | 'queue' | 'answers', Service>
>;

const ADMINISTRATION = 'adminwebservice.microsoftonline.com';

/** Names on the certificate of the services that users and administrators call. */
export function certifiedNames(names: CloudNames): readonly string[] {
  return [...loginNames(names), graphHost(names), adminCenterHost(names.environment), ADMINISTRATION];
}

/** Those of the worldwide cloud. */
export const CERTIFIED_NAMES = certifiedNames(CLOUD_NAMES.public);

/** Hosts for certificate validation on port 80 (deployment guide, step 1). */
const REVOCATION_NAMES = [
  'crl3.digicert.com',
  'crl4.digicert.com',
  'ocsp.digicert.com',
  'www.d-trust.net',
  'root-c3-ca2-2009.ocsp.d-trust.net',
  'crl.microsoft.com',
  'oneocsp.microsoft.com',
  'ocsp.msocsp.com',
] as const;

/** Azure Government has names of its own beside them ("Hybrid identity considerations for Azure Government"). */
const GOVERNMENT_REVOCATION_NAMES = [
  'mscrl.microsoft.us',
  'crl.microsoft.us',
  'ocsp.msocsp.us',
  'www.microsoft.us',
] as const;

/** The names that users and administrators call, and those of certificate validation. */
export function commonHosts(services: CommonServices, names = CLOUD_NAMES.public): readonly HostEntry[] {
  return [
    ...loginNames(names).map((name) => on443(name, services.login)),
    on443(graphHost(names), services.graph),
    on443(adminCenterHost(names.environment), services.adminCenter),
    on443(ADMINISTRATION, services.provisioning),
    ...revocationNames(names).map((name) => ({ name, port: 80, service: services.revocation })),
  ];
}

/** The names that a tenant's agents call; the ports are those of the pass-through quick start. */
export function agentHosts(names: AgentFacingNames, services: AgentServices): readonly HostEntry[] {
  return [
    on443(names.registration, services.registration),
    on443(names.bootstrap, services.bootstrap),
    { name: names.bootstrap, port: 8080, service: services.status },
    on443(names.queue, services.queue),
    on443(names.answers, services.answers),
  ];
}

function revocationNames({ environment }: CloudNames): readonly string[] {
  return environment === 'usGovernment'
    ? [...REVOCATION_NAMES, ...GOVERNMENT_REVOCATION_NAMES]
    : REVOCATION_NAMES;
}

function on443(name: string, service: Service): HostEntry {
  return { name, port: 443, service };
}

export function graphHost({ graph }: CloudNames): string {
  return new URL(graph).hostname;
}
