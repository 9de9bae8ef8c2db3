import type { AgentLaunch, AgentProcess, AgentRunner } from '../../agent/index.ts';
import { HostLostError } from '../../hosting/errors.ts';
import type { AgentEnd } from '../../hosting/facts.ts';
import type { HostControl } from '../../hosting/host-contract.ts';
import type { MachineHost } from '../networked/machines.ts';

/** Agents as child processes of their hosts, which are elsewhere. */
export function agentsOnHosts(
  hostOf: (name: string, signal?: AbortSignal) => Promise<Pick<MachineHost, 'control'>>,
): AgentRunner {
  return {
    start: async ({ folder: _here, ...launch }: AgentLaunch, signal) => {
      const { control } = await hostOf(launch.host, signal);
      signal?.throwIfAborted();
      // Calls arrive in their order, so the host knows of a start that is given up; that start is what fails then.
      const giveUp = (): void => void control.stopAgent({ graceMs: 0 }).catch(() => undefined);
      signal?.addEventListener('abort', giveUp, { once: true });
      try {
        const { pid, ready } = await control.startAgent({ launch });
        return processOn(control, pid, ready);
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    remove: async ({ host }) => void (await (await hostOf(host)).control.removeAgent({})),
  };
}

function processOn(control: HostControl, pid: number, ready: readonly string[]): AgentProcess {
  let end: AgentEnd | undefined;
  const lost: AgentEnd = { code: null, signal: null, tail: [] };
  const exited = control.agentEnd({}).catch(() => lost);
  void exited.then((how) => (end = how));
  return {
    pid,
    ready,
    exited,
    get exit() {
      return end;
    },
    tail: async () => {
      if (end !== undefined) return end.tail;
      // A host that was lost has taken its agent's last words with it.
      return control.agentTail({}).then(
        ({ lines }) => lines,
        () => [],
      );
    },
    signal: async (signal) => {
      if (signal !== 'SIGKILL' && signal !== 'SIGSTOP' && signal !== 'SIGCONT')
        throw new Error(`an agent on another host cannot be sent ${signal}`);
      await control.signalAgent({ signal });
    },
    stop: async (graceMs = 5_000) => {
      // A host that was lost has taken its agent with it, and says so by the end that is awaited.
      await control.stopAgent({ graceMs }).catch((error: unknown) => {
        if (!(error instanceof HostLostError)) throw error;
      });
      return exited;
    },
  };
}
