import type { ContainerGround } from './ground.ts';
import { labLabels } from './labels.ts';
import type { Docker } from './testcontainers.ts';

/** A network of a lab. Addresses in it can be fixed, so that a container keeps its own over a reconnect. */
export interface LabNetwork extends AsyncDisposable {
  readonly id: string;
  readonly name: string;
  /** Without a route out of it, and without published ports. */
  readonly internal: boolean;
  /** Such as `172.20.0.0/16`. */
  readonly subnet: string;
}

export interface LabNetworkOptions {
  /** Unique in its lab: the engine's name for it is `ptalab-<lab>-<name>`. */
  readonly name: string;
  readonly internal: boolean;
  /** One that is free on this machine unless told. */
  readonly subnet?: string;
}

const TRIES = 10;
const CLASH = /overlap/i;

/**
 * Creates a network. Only a network with a subnet of the caller's choice takes fixed addresses, and only the engine knows
 * which subnets are free on the machine: so it is let choose, and the network is made again with its choice spelt out.
 */
export async function createLabNetwork(
  ground: ContainerGround,
  options: LabNetworkOptions,
): Promise<LabNetwork> {
  const name = `ptalab-${ground.lab}-${options.name}`;
  for (let tries = 1; ; tries += 1) {
    const subnet = options.subnet ?? (await freeSubnet(ground, name));
    try {
      const id = await create(ground, { name, internal: options.internal, subnet });
      const remove = (): Promise<void> => removeNetwork(ground.docker, id);
      return { id, name, internal: options.internal, subnet, [Symbol.asyncDispose]: remove };
    } catch (error) {
      const taken = options.subnet === undefined && error instanceof Error && CLASH.test(error.message);
      if (!taken || tries === TRIES) throw error;
    }
  }
}

async function create(
  { docker, lab, sessionLabels }: ContainerGround,
  { name, internal, subnet }: { name: string; internal: boolean; subnet: string | undefined },
): Promise<string> {
  const network = await docker.createNetwork({
    Name: name,
    CheckDuplicate: true,
    Driver: 'bridge',
    Internal: internal,
    Labels: { ...sessionLabels, ...labLabels(lab) },
    ...(subnet === undefined ? {} : { IPAM: { Config: [{ Subnet: subnet }] } }),
  });
  return network.id;
}

async function freeSubnet(ground: ContainerGround, name: string): Promise<string> {
  const id = await create(ground, { name: `${name}-probe`, internal: true, subnet: undefined });
  const { IPAM } = await ground.docker.getNetwork(id).inspect();
  await removeNetwork(ground.docker, id);
  const subnet = IPAM?.Config?.[0]?.['Subnet'];
  if (subnet === undefined) throw new Error(`the container engine gave network ${name} no subnet`);
  return subnet;
}

async function removeNetwork(docker: Docker, id: string): Promise<void> {
  try {
    await docker.getNetwork(id).remove();
  } catch (error) {
    if (!(error instanceof Error && 'statusCode' in error && error.statusCode === 404)) throw error;
  }
}
