import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLabFile } from '../lab/cli/up/lab-file.ts';
import { cloudContract, type CloudControl } from '../lab/cloud/control.ts';
import { controlOver, type Control, type ControlContract } from '../lab/control/control.ts';
import { httpTransport } from '../lab/control/http-client.ts';
import { forestContract, type ForestControl } from '../lab/forest/control.ts';
import { historyContract, type HistoryControl } from '../lab/launchers/controls/history-control.ts';
import { startChild } from '../lab/processes/child.ts';
import { Janitor } from '../lab/processes/janitor.ts';
import { inheritedEnvironment, succeed } from '../programs/program.ts';
import type { Ptalab } from './printed.ts';

const MAIN = fileURLToPath(new URL('../lab/cli/main.ts', import.meta.url));
const READY_MS = 60_000;

/** A lab that `ptalab up` keeps up in a folder, and its controls. */
export interface LabInFolder extends AsyncDisposable {
  readonly ptalab: Ptalab;
  readonly cloud: CloudControl;
  readonly forest: ForestControl;
  readonly history: HistoryControl;
}

/** Raises `lab.yaml` in a process of its own, its names on a loopback address. Throws ChildStartError. */
export async function up(folder: string, address: string): Promise<LabInFolder> {
  await using stack = new AsyncDisposableStack();
  copyFileSync(new URL('lab.yaml', import.meta.url), join(folder, 'lab.yaml'));
  const janitor = stack.use(new Janitor());
  const child = await startChild(
    {
      name: 'ptalab up',
      command: process.execPath,
      args: [MAIN, 'up', '--listen', address, '--lab', 'lab.yaml', '--seed', 'clients'],
      env: inheritedEnvironment(),
      cwd: folder,
      ready: /the lab is up after/,
      readyWithinMs: READY_MS,
    },
    janitor,
  );
  stack.use(child);
  const controls = controlsIn(folder);
  const ptalab: Ptalab = async (...words) =>
    (await succeed({ command: process.execPath, args: [MAIN, ...words], cwd: folder })).trim();
  const whole = stack.move();
  return { ptalab, ...controls, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}

function controlsIn(folder: string): Pick<LabInFolder, 'cloud' | 'forest' | 'history'> {
  const file = readLabFile(folder);
  if (file.state !== 'up') throw new Error(`the lab is up, and yet its file in ${folder} says ${file.state}`);
  const { url, token } = file.address;
  const control = <C extends ControlContract>(name: string, contract: C): Control<C> =>
    controlOver(name, contract, httpTransport(url, token, name));
  return {
    cloud: control('cloud', cloudContract),
    forest: control('forest', forestContract),
    history: control('history', historyContract),
  };
}
