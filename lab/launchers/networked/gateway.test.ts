import { beforeEach, expect, test } from 'vitest';
import { inlineControl } from '../../control/control.ts';
import type { ControlImplementation } from '../../control/control.ts';
import { hostContract } from '../../hosting/host-contract.ts';
import { Gateway } from './gateway.ts';
import { Introductions } from './introductions.ts';
import type { MachineHost } from './machines.ts';

const LDAPS = { name: 'dc1.corp.example', port: 636, service: 'DC1/ldaps', behind: 'DC1' };
const route = (from: string, port: number) => ({
  service: 'DC1/ldaps',
  from,
  address: { host: 'forest', port },
});

/** What machine after machine has been told. */
let told: string[][];
let introductions: Introductions;

function machine(): MachineHost {
  const heard: string[] = [];
  told.push(heard);
  const note = (text: string): void => void heard.push(text);
  const implementation = {
    introduce: ({ from, addresses }) => note(`${from} is ${addresses.join(' and ')}`),
    route: ({ from, service, address }) => note(`${from} > ${service} > ${address.port}`),
    startGateway: ({ listeners }) => note(`listens on ${listeners.map(({ port }) => port).join()}`),
  } satisfies Partial<ControlImplementation<typeof hostContract>>;
  // A gateway asks its machine for nothing else.
  const control = inlineControl(
    'DC1',
    hostContract,
    implementation as unknown as ControlImplementation<typeof hostContract>,
  );
  return { control } as unknown as MachineHost;
}

beforeEach(async () => {
  told = [];
  introductions = new Introductions();
  await introductions.introduce('AGENT1', ['10.0.0.1']);
});

test('it knows who calls, opens its ports, and carries whom it has a route for', async () => {
  const gateway = new Gateway(() => Promise.resolve(machine()), introductions, [LDAPS]);
  await gateway.open();
  await gateway.route(route('AGENT1', 4001));
  await gateway.route(route('AGENT2', 4002));
  await introductions.introduce('AGENT2', ['10.0.0.2']);
  expect(told).toEqual([
    [
      'AGENT1 is 10.0.0.1',
      'listens on 636',
      'AGENT1 > DC1/ldaps > 4001',
      'AGENT2 > DC1/ldaps > 4002',
      'AGENT2 is 10.0.0.2',
    ],
  ]);
});

test('opened again after its machine was lost, the new one has all that the old one had, and the old one hears no more', async () => {
  const gateway = new Gateway(() => Promise.resolve(machine()), introductions, [LDAPS]);
  await gateway.open();
  await gateway.route(route('AGENT1', 4001));
  const before = told[0]?.length;
  gateway.lose();
  await introductions.introduce('CONNECT1', ['10.0.0.3']);
  await introductions.introduce('CONNECT1', ['10.0.0.4']);
  await gateway.open();
  expect(told[0]).toHaveLength(before ?? 0);
  expect(told[1]).toEqual([
    'AGENT1 is 10.0.0.1',
    'CONNECT1 is 10.0.0.3 and 10.0.0.4',
    'AGENT1 > DC1/ldaps > 4001',
    'listens on 636',
  ]);
});
