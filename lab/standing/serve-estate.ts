import { serveControl, type ControlImplementation, type ControlTransport } from '../control/control.ts';
import type { SignInResult } from '../devices/index.ts';
import type { ConductedLab } from '../launchers/index.ts';
import { estateContract, type RaisedLab } from '../launchers/attached/estate-control.ts';
import type { Estate } from './estate.ts';
import { Holds } from './holds.ts';

type Implementation = ControlImplementation<typeof estateContract>;

/** The estate's own control interface. */
export function serveEstate(estate: Estate): ControlTransport {
  const implementation: Implementation = {
    raise: async ({ harness, ...options }) => {
      const { lab, clockPath } = await estate.raise(options, harness);
      return factsOf(lab, clockPath);
    },
    lower: ({ harness }) => estate.lower(harness),
    leave: ({ harness }) => estate.leave(harness),
    arrivals: (load) => estate.lab.arrivals(load),
    processes: async () => ({ processes: await estate.lab.processes() }),
    status: () => ({ up: estate.isUp, seed: estate.isUp ? estate.lab.seed : '' }),
    ...people(estate),
    ...time(estate),
  };
  return serveControl('estate', estateContract, implementation);
}

function people(
  estate: Estate,
): Pick<Implementation, 'signIn' | 'ask' | 'convertDomain' | 'setSignInMethod' | 'listAgents'> {
  return {
    signIn: ({ client, deviceId = '', upn, password, correlationId }) =>
      deviceSignIn(estate.lab, client, deviceId, {
        upn,
        password,
        ...(correlationId === undefined ? {} : { correlationId }),
      }),
    ask: (request) => estate.lab.devices.program.ask(request),
    convertDomain: ({ domain, authentication }) =>
      estate.lab.administrator.convertDomain(domain, authentication),
    setSignInMethod: ({ method }) => estate.lab.administrator.setSignInMethod(method),
    listAgents: async () => ({ agents: [...(await estate.lab.administrator.agents())] }),
  };
}

function time(
  estate: Estate,
): Pick<
  Implementation,
  'showClock' | 'advance' | 'settle' | 'freeze' | 'flow' | 'hold' | 'held' | 'release'
> {
  const holds = new Holds();
  return {
    showClock: () => estate.lab.clock.show(),
    advance: ({ ms }) => estate.lab.clock.advance(ms),
    settle: ({ doing }) => estate.lab.clock.settle(doing),
    freeze: () => estate.lab.clock.freeze(),
    flow: () => estate.lab.clock.flow(),
    hold: ({ what, limitMs }) => ({ id: holds.begin(estate.lab.clock, what, limitMs) }),
    held: ({ id }) => holds.held(id),
    release: ({ id }) => holds.release(id),
  };
}

function deviceSignIn(
  { devices }: ConductedLab,
  client: 'oauth' | 'browser' | 'phone',
  deviceId: string,
  who: Parameters<ConductedLab['devices']['oauth']['signIn']>[0],
): Promise<SignInResult> {
  if (client === 'phone') return devices.phone(deviceId).sync(who);
  return devices[client].signIn(who);
}

function factsOf(lab: ConductedLab, clockPath: string): RaisedLab {
  const { seed, config, tenantId, trust, reach, controls, connect, administrator } = lab;
  return {
    seed,
    config,
    tenantId,
    trust,
    reach,
    controls: [...controls.keys()],
    connect: [...connect.keys()],
    administrator: administrator.upn,
    clockPath,
  };
}
