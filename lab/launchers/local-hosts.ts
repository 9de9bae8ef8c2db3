import { inlineControl } from '../control/control.ts';
import type { ControlImplementation } from '../control/control.ts';
import { HostedComponents, hostImplementation } from '../hosting/component-host.ts';
import { conductorContract, hostContract } from '../hosting/host-contract.ts';
import { Links } from '../links/links.ts';
import type { EstateHost, HostSource } from './estate-host.ts';
import type { Ground } from './ground.ts';

/** Real milliseconds; nothing boots here. */
const BOOT_MS = 60_000;

/** Hosts in this process, each with links of its own. */
export function localHosts(
  ground: Ground,
  conductor: ControlImplementation<typeof conductorContract>,
): HostSource {
  return {
    bootMs: BOOT_MS,
    prepare: () => undefined,
    raise: (name) => Promise.resolve(localHost(ground, name, conductor)),
  };
}

function localHost(
  ground: Ground,
  name: string,
  conductor: ControlImplementation<typeof conductorContract>,
): EstateHost {
  const { clock, chance, authority, keys } = ground;
  const history = ground.sinks.get(name) ?? ground.history;
  const links = new Links({ history, clock: clock.for('links'), chance: chance.fork('links') });
  const leave = clock.join(links);
  const here = new HostedComponents({
    history,
    links,
    chance,
    authority,
    keys,
    conductor: inlineControl('conductor', conductorContract, conductor),
    clockFor: (component) => clock.for(component),
    watch: (part) => void clock.join(part),
  });
  return {
    name,
    pid: process.pid,
    control: inlineControl(name, hostContract, hostImplementation(here)),
    sync: () => Promise.resolve(),
    lost: new Promise(() => undefined),
    [Symbol.asyncDispose]: async () => {
      await here[Symbol.asyncDispose]();
      leave();
      await links[Symbol.asyncDispose]();
    },
  };
}
