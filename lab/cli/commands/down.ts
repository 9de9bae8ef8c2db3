import { Command } from 'commander';
import { wallDeadline, wallSleep } from '../../clock/wall.ts';
import { ControlUnreachableError } from '../../control/errors.ts';
import { NoLabError, UsageError, VerbFailedError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { isRunning } from '../up/lab-file.ts';
import { addPlaceOptions, type PlaceOptions } from '../up/lab-place.ts';
import { reachLab } from '../up/reach-lab.ts';

const LIMIT_MS = 30_000;
const POLL_MS = 25;

const STANDS =
  'down ends the lab of this folder; an estate that stands ends where it was raised: `docker-compose down -v` beside its ' +
  'compose file';

/** `ptalab down`: ends the folder's lab and waits until its process is gone. */
export function downCommand(host: Host): Command {
  const command = new Command('down').description('end the lab that is up in this folder');
  return addPlaceOptions(command).action(async ({ attach, tokenFile }: PlaceOptions) => {
    if (attach !== undefined || tokenFile !== undefined) throw new UsageError(STANDS);
    const { address, control } = reachLab(host.cwd);
    await control.stop({}).catch((error: unknown) => {
      throw error instanceof ControlUnreachableError ? new NoLabError(error.message) : error;
    });
    await wallDeadline(
      LIMIT_MS,
      untilGone(address.pid),
      () => new VerbFailedError(`the lab's process ${address.pid} did not end within ${LIMIT_MS / 1_000} s`),
    );
    host.terminal.say('the lab is down');
    host.finish(EXIT.passed);
  });
}

async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await wallSleep(POLL_MS);
}
