import { randomBytes } from 'node:crypto';
import {
  createLabNetwork,
  openContainerGround,
  startLabContainer,
  type ContainerGround,
  type StartedLabContainer,
} from '../../containers/index.ts';
import { Reception } from '../../hosting/reception.ts';
import { holdLines } from '../../relay/conductor-lines.ts';
import { Addresses } from './addresses.ts';
import { relayMachine, type EstateNetworks } from './definitions.ts';

/** What lies under an estate in containers: engine, networks, and the relay through which its hosts dial in. */
export interface Dock extends AsyncDisposable {
  readonly ground: ContainerGround;
  readonly networks: EstateNetworks;
  /** On the corporate network. */
  readonly addresses: Addresses;
  readonly reception: Reception;
  readonly relay: StartedLabContainer;
  /** Where this process dials the relay. */
  readonly relayPort: number;
  readonly image: string;
}

/** Where hosts find the relay; its name in both networks. */
export const RELAY = 'ws://relay:7400';

/** Throws EngineError, ContainerStartError, TestcontainersMissingError. */
export async function openDock(image: string): Promise<Dock> {
  const stack = new AsyncDisposableStack();
  try {
    const ground = stack.use(await openContainerGround(randomBytes(4).toString('hex'), { images: [image] }));
    const [corporate, internet] = await Promise.all([
      createLabNetwork(ground, { name: 'corporate', internal: true }),
      createLabNetwork(ground, { name: 'internet', internal: false }),
    ]);
    const networks = { corporate, internet };
    const addresses = new Addresses(corporate.subnet);
    const reception = stack.use(new Reception(randomBytes(24).toString('hex')));
    const token = randomBytes(24).toString('hex');
    const relay = await startLabContainer(ground, relayMachine(image, token, networks));
    const relayPort = await relay.mappedPort(7400);
    stack.use(
      await holdLines({
        address: { host: '127.0.0.1', port: relayPort },
        token,
        accept: (socket) => reception.accept(socket),
      }),
    );
    return {
      ground,
      networks,
      addresses,
      reception,
      relay,
      relayPort,
      image,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync().catch(() => undefined);
    throw error;
  }
}
