import { randomBytes } from 'node:crypto';
import { rmSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { wallElapsed } from '../../clock/wall.ts';
import { wallClock } from '../../clock/wall-clock.ts';
import { RealNamesError, startRealNames, type StartedRealNames } from '../../frontage/index.ts';
import { startControlServer } from '../../control/http-server.ts';
import type { Lab } from '../../lab.ts';
import type { LaunchChoice } from '../../report/run-parameters.ts';
import { Janitor } from '../../processes/janitor.ts';
import { startLab } from '../../launchers/index.ts';
import { serveLab } from '../../desk/lab-service.ts';
import { NoLabError, UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { checkLabFile, explainStart } from './explain-start.ts';
import { labFilePath, readLabFile, trustFilePath, writeLabFile } from './lab-file.ts';
import { untilToldToStop, type Stop } from './until-told.ts';

export interface UpOrder {
  readonly labFile: string | undefined;
  readonly seed: string;
  readonly launch: LaunchChoice;
  /** A loopback address that shall answer the lab's names on their own ports. */
  readonly listen: string | undefined;
}

/** Raise, open the control plane, say where, wait to be told, take down. Throws UsageError, NoLabError. */
export async function keepUp({ labFile, seed, launch, listen }: UpOrder, host: Host): Promise<ExitCode> {
  refuseSecondLab(host.cwd);
  if (labFile !== undefined) checkLabFile(labFile);
  host.terminal.say(`seed ${seed}`);
  const started = wallElapsed();
  using stop = untilToldToStop(host);
  await using stack = new AsyncDisposableStack();
  const janitor = stack.use(new Janitor());
  const clock = { mode: 'flowing', epoch: 'now' } as const;
  const onStep = (component: string): void => {
    if (!stop.isTold) host.terminal.say(`  starting ${component}`);
  };
  const lab = await startLab({ labFile, seed, janitor, clock, onStep, ...launch }).catch((error: unknown) => {
    throw explainStart(error, labFile);
  });
  stack.use(lab);
  if (listen !== undefined) stack.use(await answerRealNames(lab, listen));
  await openControlPlane(lab, { cwd: host.cwd, listen }, stop, janitor, stack);
  if (!stop.isTold) await announce(lab, host, { ms: wallElapsed() - started, launch, listen });
  const interrupted = await stop.told;
  host.terminal.say('taking the lab down');
  return interrupted ? EXIT.interrupted : EXIT.passed;
}

function answerRealNames(lab: Lab, address: string): Promise<StartedRealNames> {
  const options = { address, names: lab.reach.names, clock: wallClock('real names') };
  return startRealNames(options).catch((error: unknown): never => {
    throw error instanceof RealNamesError ? new UsageError(error.message) : error;
  });
}

async function openControlPlane(
  lab: Lab,
  { cwd, listen }: { readonly cwd: string; readonly listen: string | undefined },
  stop: Stop,
  janitor: Janitor,
  stack: AsyncDisposableStack,
): Promise<void> {
  // Its answer goes first.
  const service = serveLab({
    lab: () => lab,
    address: () => listen,
    stop: () => void setImmediate(() => stop.now()),
  });
  const components = new Map([...lab.controls, ['lab', service]]);
  const server = stack.use(await startControlServer(() => components, randomBytes(24).toString('hex')));
  const path = labFilePath(cwd);
  writeLabFile(cwd, { url: server.url, token: server.token, pid: process.pid });
  janitor.watchFile(path);
  stack.defer(() => {
    janitor.remove(path);
    rmSync(trustFilePath(cwd), { force: true });
    removeEmptyFolder(dirname(path));
  });
}

async function announce(
  lab: Lab,
  { terminal }: Host,
  { ms, launch, listen }: Pick<UpOrder, 'launch' | 'listen'> & { readonly ms: number },
): Promise<void> {
  const accounts = (await lab.forest?.accounts({}))?.accounts ?? [];
  const inCloud = new Set((await lab.cloud.users({})).map(({ upn }) => upn));
  const someone = accounts.find(({ upn, enabled }) => enabled && inCloud.has(upn))?.upn;
  terminal.say(`the lab is up after ${Math.round(ms)} ms: ${[...lab.controls.keys()].join(', ')}`);
  for (const line of directoryLines(lab)) terminal.say(line);
  // Nobody tells the lab the password of a real domain's administrator but to use it.
  const reader = launch.forestFile === undefined ? 'administrator' : (someone ?? 'svc-connect');
  if (lab.forest !== undefined) terminal.say(`  for directory tools   ptalab directory ${reader}`);
  if (listen !== undefined) terminal.say(`  its real names answer on ${listen}; for programs   ptalab env`);
  if (someone !== undefined) terminal.say(`  try   ptalab signin ${someone}`);
  terminal.say('  end   ptalab down, or Ctrl-C');
}

/** Where a directory tool on this machine finds the domain controllers, as a computer of the staff's. */
function directoryLines({ reach }: Lab): string[] {
  return reach.domainControllers.flatMap(({ name, ldap, ldaps }) => [
    `  ${name}   ldap://${ldap.host}:${ldap.port}`,
    `  ${name}   ldaps://${ldaps.host}:${ldaps.port}`,
  ]);
}

/** One lab a folder; a file left by one that was killed is removed. */
function refuseSecondLab(cwd: string): void {
  const file = readLabFile(cwd);
  if (file.state === 'up') {
    throw new NoLabError(
      `a lab is already up in ${cwd} (process ${file.address.pid}); \`ptalab down\` ends it`,
    );
  }
  if (file.state === 'stale') rmSync(labFilePath(cwd), { force: true });
}

/** Leaves it when anything else is in it. */
function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Not empty, or gone.
  }
}
