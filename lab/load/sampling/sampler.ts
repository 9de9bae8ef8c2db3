import { wallElapsed, wallSleep } from '../../clock/wall.ts';
import type { Lab, LabProcess } from '../../lab.ts';
import { CpuLedger } from '../core/cpu-ledger.ts';
import type { Sample } from '../core/usage.ts';
import { machineCpuMs } from '../machine.ts';
import { readCpu } from './processes.ts';

/** Names of what is sampled beside the lab's components. */
export const GENERATOR = 'k6 (load generator)';
export const OTHERS = 'others on this machine';

/** Watches a lab under load. */
export interface Sampler extends AsyncDisposable {
  /** Takes the load generator's process in. */
  watch(pid: number): void;
  /** Takes a last sample and answers all of them. */
  stop(): Promise<readonly Sample[]>;
}

const SHORTEST_MS = 200;

/** Begins to watch; the first sample is taken before it returns. */
export async function startSampler(lab: Lab, everyMs: number): Promise<Sampler> {
  const watch = new Watch(lab);
  await watch.take();
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      await wallSleep(everyMs);
      // A part that does not answer now is looked at again the next time; that it failed shows in the load itself.
      if (!stopped) await watch.take().catch(() => undefined);
    }
  })();
  const stop = async (): Promise<readonly Sample[]> => {
    if (!stopped) {
      stopped = true;
      await watch.take().catch(() => undefined);
    }
    await watching;
    return watch.samples;
  };
  return {
    watch: (pid) => watch.add({ component: GENERATOR, pid }),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

class Watch {
  readonly samples: Sample[] = [];
  readonly #lab: Lab;
  readonly #started = wallElapsed();
  readonly #ledger = new CpuLedger();
  readonly #machine = machineCpuMs();
  readonly #more: LabProcess[] = [];

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  add(process: LabProcess): void {
    this.#more.push(process);
  }

  async take(): Promise<void> {
    const cpuMs = this.#ledger.take(await readCpu([...(await this.#lab.processes()), ...this.#more]));
    const machineMs = machineCpuMs() - this.#machine;
    const ours = Object.values(cpuMs).reduce((sum, ms) => sum + ms, 0);
    const { signIns, byAgent } = await this.#lab.cloud.counts({});
    const atMs = wallElapsed() - this.#started;
    // Ticks are coarse: what is not ours may seem to shrink, but never did.
    const others = Math.max(this.samples.at(-1)?.cpuMs[OTHERS] ?? 0, machineMs - ours);
    // The last look may follow at once: rates over so short a time would be noise.
    const [before, previous] = [this.samples.at(-2), this.samples.at(-1)];
    if (before !== undefined && previous !== undefined && atMs - previous.atMs < SHORTEST_MS)
      this.samples.pop();
    this.samples.push({ atMs, cpuMs: { ...cpuMs, [OTHERS]: others }, byAgent, signIns });
  }
}
