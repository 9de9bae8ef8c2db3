import type { AgentProcess } from '../agent/started-agent.ts';
import type { AgentLaunch } from '../agent/launch.ts';
import type { ControlImplementation } from '../control/control.ts';
import { AgentGround } from './agent-ground.ts';
import type { HostedComponents } from './component-host.ts';
import { HostBusyError } from './errors.ts';
import type { hostContract } from './host-contract.ts';

type Beside = Pick<
  ControlImplementation<typeof hostContract>,
  'startAgent' | 'signalAgent' | 'stopAgent' | 'agentTail' | 'agentEnd' | 'removeAgent'
>;

/** The one agent that a host may carry beside its component, or by itself. */
export function agentBeside(here: HostedComponents): Beside {
  let known: { readonly launch: AgentLaunch; readonly process: AgentProcess } | undefined;
  const ground = new AgentGround();
  const running = (): AgentProcess => {
    if (known === undefined) throw new HostBusyError('no agent has been started on this host');
    return known.process;
  };
  const lab = new AbortController();
  let starting: { readonly ended: AbortController; readonly over: Promise<void> } | undefined;
  const remove = async (): Promise<void> => {
    if (known === undefined) return;
    await known.process.stop(0);
    await ground.runner.remove(known.launch);
    known = undefined;
  };
  here.closes({
    [Symbol.asyncDispose]: async () => {
      // One that boots now would outlive its lab, since this host does.
      lab.abort(new Error('its lab is over'));
      await starting?.over;
      await remove().finally(() => ground[Symbol.dispose]());
    },
  });
  return {
    startAgent: async ({ launch: order }) => {
      if (starting !== undefined || (known !== undefined && known.process.exit === undefined))
        throw new HostBusyError('an agent runs on this host already');
      const launch = { ...order, folder: ground.folderOf(order.host) };
      const ended = new AbortController();
      const started = ground.runner.start(launch, AbortSignal.any([lab.signal, ended.signal]));
      const kept = started.then((process) => (known = { launch, process }));
      const over = kept.then(
        () => (starting = undefined),
        () => (starting = undefined),
      );
      starting = { ended, over };
      const { process } = await kept;
      return { pid: process.pid, ready: [...process.ready] };
    },
    signalAgent: ({ signal }) => running().signal(signal),
    stopAgent: async ({ graceMs }) => {
      if (starting === undefined) return void (await running().stop(graceMs));
      starting.ended.abort(new Error('it is no longer wanted'));
      await starting.over;
      // It may have become ready in that very moment.
      await known?.process.stop(0);
    },
    agentTail: async () => ({ lines: [...(await running().tail())] }),
    agentEnd: async () => {
      const process = running();
      return { ...(await process.exited), tail: [...(await process.tail())] };
    },
    removeAgent: remove,
  };
}
