import { tmpdir } from 'node:os';
import type { Facts } from '../facts.ts';
import { probeClock } from './clock.ts';
import { probeDocker } from './docker.ts';
import { probeK6 } from './k6.ts';
import { probeLeftovers } from './leftovers.ts';
import { probeDisk, probeMachine } from './machine.ts';
import { probePorts } from './ports.ts';
import { runProgram, type Runner } from './runner.ts';

export interface Surroundings {
  readonly cwd: string;
  /** The package's own folder. */
  readonly root: string;
  /** The package's version, which its image is called by. */
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run?: Runner;
}

/** Looks at everything at once; starts nothing and changes nothing. */
export async function probe({ cwd, root, version, env, run = runProgram }: Surroundings): Promise<Facts> {
  const search = { asked: undefined, environment: env['PTALAB_K6'], folders: [...new Set([cwd, root])] };
  const [onPath, machine, temp, work, ports, clock, docker, k6] = await Promise.all([
    run('node', ['--version']),
    probeMachine(),
    probeDisk('temp', tmpdir()),
    probeDisk('work', cwd),
    probePorts(),
    probeClock(env['TZ']),
    probeDocker(run, `ptalab:${version}`),
    probeK6(run, search, root),
  ]);
  return {
    node: { own: process.version, path: process.execPath, onPath },
    machine,
    disks: [temp, work],
    ports,
    clock,
    leftovers: probeLeftovers(cwd, tmpdir()),
    docker,
    k6,
  };
}
