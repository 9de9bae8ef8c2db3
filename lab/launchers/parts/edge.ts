import type { Dispatcher } from 'undici';
import type { LabConfig } from '../../config/index.ts';
import { createAdministrator, createDevices, type Administrator, type Devices } from '../../devices/index.ts';
import { createDispatcher } from '../../http/dispatcher.ts';
import type { NameTable } from '../../hosting/orders.ts';
import { resolverOf } from '../../hosting/name-table.ts';
import { administratorOf } from '../administrator.ts';
import type { Ground } from '../ground.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';
import { cloudName } from './cloud-name.ts';
import type { ExchangePart } from './exchange.ts';
import type { FederationPart } from './federation.ts';

/** Microsoft Graph Command Line Tools, by which an administrator acts in the directory. */
const GRAPH_TOOLS = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** What lies outside the corporate network: users' devices, the administrator's computer. */
export interface Edge {
  readonly devices: Devices;
  /** The devices' own way to the internet. */
  readonly dispatcher: Dispatcher;
  readonly administrator: Administrator;
  /** Where devices find each name, for programs that bring their own client. */
  readonly names: NameTable;
  /** An access token of the tenant's cloud-only administrator. */
  administratorToken(): Promise<string>;
}

export interface Outside {
  readonly cloud: CloudPart;
  readonly federation: FederationPart | undefined;
  readonly exchange: ExchangePart | undefined;
}

export async function startEdgePart(
  ground: Ground,
  { wires }: Raising,
  config: LabConfig,
  { cloud, federation, exchange }: Outside,
  stack: AsyncDisposableStack,
): Promise<Edge> {
  const reachable = [...cloud.hosts, ...(federation?.hosts ?? []), ...(exchange?.hosts ?? [])];
  const names = await wires.names('INTERNET', reachable);
  const dispatcher = createDispatcher({
    host: 'INTERNET',
    resolve: resolverOf(names),
    trust: ground.authority.pem,
  });
  stack.defer(() => dispatcher.destroy());
  const devices = createDevices({
    dispatcher,
    clock: ground.clock.for('client'),
    history: ground.history,
    chance: ground.chance.fork('devices'),
    tenantId: cloud.tenantId,
  });
  const upn = administratorOf(config);
  // Users' devices have names of the worldwide cloud; the administrator of another knows that cloud's.
  const login = `https://${cloudName(cloud, 'cloud/login')}`;
  const administratorToken = (): Promise<string> => signInAdministrator(cloud, devices, upn, login);
  const administrator = createAdministrator({
    upn,
    clock: ground.clock.for('client'),
    dispatcher,
    graph: `https://${cloudName(cloud, 'cloud/graph')}`,
    token: administratorToken,
  });
  return { devices, dispatcher, administrator, names, administratorToken };
}

async function signInAdministrator(
  cloud: CloudPart,
  devices: Devices,
  upn: string,
  login: string,
): Promise<string> {
  const { password } = await cloud.control.passwordOf({ upn });
  const result = await devices.oauth.signIn({ upn, password, login, clientId: GRAPH_TOOLS });
  if (result.tokens === undefined) {
    throw new Error(`the administrator ${upn} cannot sign in: ${result.errorText ?? result.outcome}`);
  }
  return result.tokens.accessToken;
}
