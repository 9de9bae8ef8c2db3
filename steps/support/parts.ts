import type { Lab } from '../../lab/lab.ts';
import type { LabWorld } from './world.ts';

function required<T>(part: T | undefined, name: string): T {
  if (part === undefined)
    throw new Error(`this scenario's lab has no ${name}: add it to the lab's description`);
  return part;
}

export async function forestOf(world: LabWorld): Promise<NonNullable<Lab['forest']>> {
  return required((await world.lab()).forest, 'forest');
}

export async function federationOf(world: LabWorld): Promise<NonNullable<Lab['federation']>> {
  return required((await world.lab()).federation, 'federation');
}

export async function exchangeOf(world: LabWorld): Promise<NonNullable<Lab['exchange']>> {
  return required((await world.lab()).exchange, 'exchange');
}

export async function egressOf(world: LabWorld): Promise<NonNullable<Lab['egress']>> {
  return required((await world.lab()).egress, 'egress');
}

export async function connectOf(
  world: LabWorld,
  host: string,
): Promise<NonNullable<ReturnType<Lab['connect']['get']>>> {
  return required((await world.lab()).connect.get(host), `Connect server ${host}`);
}
