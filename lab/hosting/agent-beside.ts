import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processRunner } from '../agent/process-runner.ts';
import type { AgentProcess } from '../agent/started-agent.ts';
import type { AgentLaunch } from '../agent/launch.ts';
import type { ControlImplementation } from '../control/control.ts';
import { Janitor } from '../processes/janitor.ts';
import type { HostedComponents } from './component-host.ts';
import { HostBusyError } from './errors.ts';
import type { hostContract } from './host-contract.ts';

type Beside = Pick<
  ControlImplementation<typeof hostContract>,
  'startAgent' | 'signalAgent' | 'stopAgent' | 'agentEnd' | 'removeAgent'
>;

/** The one agent that a host may carry beside its component, or by itself. */
export function agentBeside(here: HostedComponents): Beside {
  let known: { readonly launch: AgentLaunch; readonly process: AgentProcess } | undefined;
  let janitor: Janitor | undefined;
  const runner = (): ReturnType<typeof processRunner> => {
    janitor ??= new Janitor();
    return processRunner(janitor);
  };
  const running = (): AgentProcess => {
    if (known === undefined) throw new HostBusyError('no agent has been started on this host');
    return known.process;
  };
  const ending = new AbortController();
  let starting: Promise<unknown> = Promise.resolve();
  const remove = async (): Promise<void> => {
    if (known === undefined) return;
    await known.process.stop(0);
    await runner().remove(known.launch);
    known = undefined;
  };
  here.closes({
    [Symbol.asyncDispose]: async () => {
      // One that boots now would outlive its lab, since this host does.
      ending.abort(new Error('its lab is over'));
      await starting;
      await remove().finally(() => janitor?.[Symbol.dispose]());
    },
  });
  return {
    startAgent: async ({ launch: order }) => {
      if (known !== undefined && known.process.exit === undefined)
        throw new HostBusyError('an agent runs on this host already');
      const launch = { ...order, folder: join(tmpdir(), 'ptalab-agent', order.host) };
      const started = runner().start(launch, ending.signal);
      starting = started.catch(() => undefined);
      const process = await started;
      known = { launch, process };
      return { pid: process.pid, ready: [...process.ready] };
    },
    signalAgent: ({ signal }) => running().signal(signal),
    stopAgent: async ({ graceMs }) => void (await running().stop(graceMs)),
    agentEnd: async () => {
      const process = running();
      return { ...(await process.exited), tail: [...process.tail()] };
    },
    removeAgent: remove,
  };
}
