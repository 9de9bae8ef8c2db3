import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connectAgentClock } from '../../clock/extension-client.ts';
import { controlOver, type Control, type ControlContract } from '../../control/control.ts';
import { httpTransport } from '../../control/http-client.ts';
import { cloudContract } from '../../cloud/index.ts';
import { connectContract } from '../../connect/index.ts';
import { egressControl } from '../../egress/index.ts';
import { exchangeContract } from '../../exchange/index.ts';
import { federationContract } from '../../federation/index.ts';
import { forestContract } from '../../forest/index.ts';
import type { Lab } from '../../lab.ts';
import { agentsContract } from '../controls/agents-control.ts';
import { historyContract } from '../controls/history-control.ts';
import { networkContract } from '../controls/network-control.ts';
import type { LabOptions } from '../lab-options.ts';
import { estateContract, type EstateControl, type RaisedLab } from './estate-control.ts';
import { remoteAdministrator, remoteDevices } from './remote-devices.ts';
import { remoteTime } from './remote-lab-time.ts';

/** Where a standing estate's conductor answers, and the token it asks for. */
export interface Attach {
  readonly url: string;
  readonly token: string;
}

/** What this process calls itself, so that its next lab replaces its last one, and nobody else's. */
const HARNESS = randomUUID();

/** Tells an estate that this process raises no other lab on it. An estate that does not answer has nothing to be told. */
export async function leaveEstate({ url, token }: Attach): Promise<void> {
  const estate = controlOver('estate', estateContract, httpTransport(url, token, 'estate'));
  await estate.leave({ harness: HARNESS }).catch(() => undefined);
}

/** Raises a lab on an estate that stands elsewhere. Throws ControlUnreachableError, ControlError. */
export async function attachLab({ url, token }: Attach, options: LabOptions): Promise<Lab> {
  const transport = (component: string) => httpTransport(url, token, component);
  const control = <C extends ControlContract>(component: string, contract: C): Control<C> =>
    controlOver(component, contract, transport(component));
  const estate = control('estate', estateContract);
  const raised = await estate.raise(raiseInput(options));
  const has = (name: string): boolean => raised.controls.includes(name);
  // From now on the conductor waits for this process too before it moves frozen time.
  const address = `${url.replace(/^http/, 'ws')}${raised.clockPath}`;
  const clock = await connectAgentClock(address, 'harness').catch(async (error: unknown) => {
    await estate.lower({ harness: HARNESS }).catch(() => undefined);
    throw error;
  });
  const stop = async (): Promise<void> => {
    clock.close();
    await estate.lower({ harness: HARNESS });
  };
  return {
    ...factsOf(raised),
    clock: remoteTime(estate),
    history: control('history', historyContract),
    network: control('network', networkContract),
    agents: control('agents', agentsContract),
    containers: undefined,
    cloud: control('cloud', cloudContract),
    forest: has('forest') ? control('forest', forestContract) : undefined,
    federation: has('federation') ? control('federation', federationContract) : undefined,
    exchange: has('exchange') ? control('exchange', exchangeContract) : undefined,
    egress: has('egress') ? control('egress', egressControl) : undefined,
    connect: new Map(raised.connect.map((host) => [host, control(host, connectContract)])),
    devices: remoteDevices(estate),
    administrator: remoteAdministrator(estate, raised.administrator),
    processes: async () => (await estate.processes({})).processes,
    arrivals: (load) => estate.arrivals(load),
    controls: new Map(raised.controls.map((name) => [name, transport(name)])),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function factsOf({ seed, config, tenantId, trust, reach }: RaisedLab) {
  return { seed, config, tenantId, trust, reach };
}

function raiseInput(options: LabOptions): Parameters<EstateControl['raise']>[0] {
  const { seed, clock } = options;
  const labText = textOf(options);
  return {
    harness: HARNESS,
    ...(labText === undefined ? {} : { labText }),
    ...(seed === undefined ? {} : { seed }),
    ...(clock === undefined ? {} : { clock: { ...clock } }),
  };
}

/** JSON is YAML. */
function textOf({ lab, labText, labFile }: LabOptions): string | undefined {
  if (labFile !== undefined) return readFileSync(labFile, 'utf8');
  return labText ?? (lab === undefined ? undefined : JSON.stringify(lab));
}
