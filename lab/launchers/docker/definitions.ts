import { uuidFrom } from '../../chance/chance.ts';
import type { LabContainerDefinition, LabNetwork } from '../../containers/index.ts';
import { agentFacingNames } from '../../cloud/agents/contract/names.ts';
import { certifiedNames } from '../../cloud/hosts.ts';
import { ENVIRONMENTS } from '../../cloud/lockout/environment.ts';
import { CLOUD_NAMES } from '../../cloud/login/names.ts';
import type { Addresses } from './addresses.ts';

/** The networks of an estate in containers. */
export interface EstateNetworks {
  /** The corporate network: no route leads out of it but through the egress. */
  readonly corporate: LabNetwork;
  readonly internet: LabNetwork;
}

const OUTSIDE = ['cloud', 'exchange'];
const BETWEEN = ['EGRESS', 'WAP1', 'relay'];

/** Whether a machine is in the corporate network. */
export function isInside(name: string): boolean {
  return !OUTSIDE.includes(name);
}

/** TCP ports published on 127.0.0.1, for devices and the conductor. */
const PUBLISHED: Readonly<Record<string, readonly number[]>> = {
  cloud: [443, 8080, 80],
  exchange: [443],
  WAP1: [443],
  relay: [7400],
};

/** The names that hosts are known by which are the same in every tenant. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  cloud: [
    ...new Set(Object.values(CLOUD_NAMES).flatMap(certifiedNames)),
    'crl.microsoft.com',
    'oneocsp.microsoft.com',
  ],
  exchange: ['outlook.office365.com'],
  WAP1: ['sts.fabrikam.com'],
};

/** The names of a host in the networks it is in; the tenant's own are those of the seed that it is raised with. */
export function namesOf(name: string, seed: string): string[] {
  const own = [name.toLowerCase(), ...(NAMES[name] ?? [])];
  if (name !== 'cloud') return own;
  const tenant = uuidFrom(seed, 'tenant');
  const facing = ENVIRONMENTS.flatMap((one) => Object.values(agentFacingNames(tenant, 1, one)));
  return [...own, ...new Set(facing)];
}

/** What machines are placed on. */
export interface EstateGround {
  readonly networks: EstateNetworks;
  readonly addresses: Addresses;
}

/**
 * What hosts of the corporate network know of names: the machines', and whom to ask for others. The egress host answers
 * when it is a firewall without a proxy; else nobody does, and a look-up fails after some 10 s.
 */
export function namesInside(addresses: Addresses): Pick<LabContainerDefinition, 'dns' | 'extraHosts'> {
  return { dns: [addresses.of('EGRESS')], extraHosts: addresses.table() };
}

/** What every container of the estate's own image has in common. */
const COMMON = {
  readOnly: true,
  tmpfs: { '/tmp': 'rw,size=32m,mode=1777' },
  dropCapabilities: true,
  readyWithinMs: 60_000,
} as const;

/** A component host's machine. */
export function machineOf(
  name: string,
  image: string,
  conductor: string,
  { networks, addresses }: EstateGround,
  seed: string,
): LabContainerDefinition {
  const inside = isInside(name);
  return {
    ...COMMON,
    name,
    image,
    command: ['host'],
    env: { PTALAB_HOST: name, PTALAB_CONDUCTOR: conductor, PTALAB_BIND: '0.0.0.0', PTALAB_STAY: '1' },
    networks: attachmentsOf(name, networks, namesOf(name, seed), inside ? addresses.of(name) : undefined),
    ...(inside ? namesInside(addresses) : {}),
    publish: PUBLISHED[name] ?? [],
    ready: { line: /^ready host / },
  };
}

/** The machine where hosts and their conductor meet. */
export function relayMachine(image: string, token: string, networks: EstateNetworks): LabContainerDefinition {
  return {
    ...COMMON,
    name: 'relay',
    image,
    command: ['relay'],
    env: { PTALAB_RELAY_TOKEN: token },
    networks: attachmentsOf('relay', networks, ['relay']),
    publish: PUBLISHED['relay'] ?? [],
    ready: { line: /^ready relay / },
  };
}

function attachmentsOf(
  name: string,
  { corporate, internet }: EstateNetworks,
  aliases: readonly string[],
  ip?: string,
): NonNullable<LabContainerDefinition['networks']> {
  const [inside, outside] = [
    { network: corporate, aliases, ...(ip === undefined ? {} : { ip }) },
    { network: internet, aliases },
  ];
  if (BETWEEN.includes(name)) return [outside, inside];
  return isInside(name) ? [inside] : [outside];
}
