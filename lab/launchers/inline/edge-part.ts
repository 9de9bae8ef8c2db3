import type { Dispatcher } from 'undici';
import type { StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import { createAdministrator, type Administrator } from '../../devices/administrator.ts';
import { createDevices, type Devices } from '../../devices/index.ts';
import { startExchange, type StartedExchange } from '../../exchange/index.ts';
import type { StartedFederation } from '../../federation/index.ts';
import { createDispatcher } from '../../http/dispatcher.ts';
import type { Address } from '../../links/service.ts';
import type { Ground } from '../ground.ts';
import { keep } from '../keep.ts';
import { administratorOf } from '../administrator.ts';
import { openNames, type NamedService } from '../names.ts';

/** What lies outside the corporate network: Exchange's front end, users' devices, the administrator's computer. */
export interface Edge {
  readonly exchange: StartedExchange | undefined;
  readonly devices: Devices;
  /** The devices' own way to the internet. */
  readonly dispatcher: Dispatcher;
  readonly administrator: Administrator;
  /** Where devices find each name, for programs that bring their own client. */
  readonly addresses: ReadonlyMap<string, Address>;
  /** An access token of the tenant's cloud-only administrator. */
  administratorToken(): Promise<string>;
}

export async function startEdgePart(
  ground: Ground,
  config: LabConfig,
  cloud: StartedCloud,
  federation: StartedFederation | undefined,
  stack: AsyncDisposableStack,
): Promise<Edge> {
  const hosts = [...cloud.hosts, ...(federation?.hosts ?? [])];
  const exchange = await startExchangePart(ground, config, hosts, stack);
  const reachable = [...hosts, ...(exchange?.hosts ?? [])];
  const { dispatcher, addresses } = await outside(ground, 'INTERNET', reachable, stack);
  const devices = createDevices({
    dispatcher,
    clock: ground.clock.for('client'),
    history: ground.history,
    chance: ground.chance.fork('devices'),
    tenantId: cloud.tenantId,
  });
  const upn = administratorOf(config);
  const administratorToken = (): Promise<string> => signInAdministrator(cloud, devices, upn);
  const administrator = createAdministrator({
    upn,
    clock: ground.clock.for('client'),
    dispatcher,
    token: administratorToken,
  });
  return { exchange, devices, dispatcher, administrator, addresses, administratorToken };
}

async function startExchangePart(
  ground: Ground,
  config: LabConfig,
  hosts: readonly NamedService[],
  stack: AsyncDisposableStack,
): Promise<StartedExchange | undefined> {
  if (config.exchange === undefined) return undefined;
  const { dispatcher } = await outside(ground, 'EXO1', hosts, stack);
  return keep(stack, startExchange(config.exchange, ground.contextFor('exchange'), { dispatcher }));
}

async function outside(
  ground: Ground,
  host: string,
  hosts: readonly NamedService[],
  stack: AsyncDisposableStack,
): Promise<{ dispatcher: Dispatcher; addresses: ReadonlyMap<string, Address> }> {
  const resolve = await openNames(ground.links, host, hosts);
  const dispatcher = createDispatcher({ host, resolve, trust: ground.authority.pem });
  stack.defer(() => dispatcher.destroy());
  const addresses = new Map<string, Address>();
  for (const { name, port } of hosts) {
    const address = resolve(name, port);
    if (address !== undefined) addresses.set(`${name}:${port}`, address);
  }
  return { dispatcher, addresses };
}

async function signInAdministrator(cloud: StartedCloud, devices: Devices, upn: string): Promise<string> {
  const { password } = await cloud.control.passwordOf({ upn });
  const result = await devices.oauth.signIn({ upn, password });
  if (result.tokens === undefined) {
    throw new Error(`the administrator ${upn} cannot sign in: ${result.errorText ?? result.outcome}`);
  }
  return result.tokens.accessToken;
}
