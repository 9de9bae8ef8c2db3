import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startControlServer, type StartedControlServer } from '../control/http-server.ts';
import type { ControlTransport } from '../control/control.ts';
import { StandingYard } from '../launchers/index.ts';
import { Estate, type Conductor } from './estate.ts';
import { serveEstate } from './serve-estate.ts';

const HOSTS_PORT = 7400;
const CONTROL_PORT = 7443;
const SHORTEST_TOKEN = 16;

/** A standing estate's conductor was started without what it needs. */
export class StandingSettingsError extends Error {
  readonly code = 'PTALAB_STANDING_SETTINGS';
}

/**
 * The conductor of a standing estate as a program. PTALAB_TOKEN is what harnesses and hosts show; PTALAB_LAB names the
 * estate's own lab.yaml and PTALAB_SEED its seed; PTALAB_CONDUCTOR is where agents find this program. Prints
 * `ready conductor` when hosts may dial in, and a line when the estate's own lab is up; SIGTERM takes it down.
 */
export async function runStanding(env: NodeJS.ProcessEnv): Promise<void> {
  const token = tokenIn(env);
  const own = {
    labText: ownLab(env['PTALAB_LAB']),
    seed: env['PTALAB_SEED'] || randomBytes(4).toString('hex'),
  };
  const stack = new AsyncDisposableStack();
  const conductor = env['PTALAB_CONDUCTOR'] ?? `ws://lab:${HOSTS_PORT}`;
  const yard = stack.use(new StandingYard({ token, bind: '0.0.0.0', port: HOSTS_PORT, conductor }));
  await yard.open();
  process.stdout.write('ready conductor: hosts may dial in\n');
  let control: StartedControlServer | undefined;
  const part: Conductor = {
    name: 'control plane',
    probe: () => ({ activity: control?.activity() ?? 0, busy: [] }),
    say: (text) => void process.stderr.write(`${text}\n`),
  };
  const estate = stack.use(new Estate(yard, own, part));
  const service = serveEstate(estate);
  const components = (): ReadonlyMap<string, ControlTransport> =>
    new Map([...(estate.isUp ? estate.lab.controls : []), ['estate', service]]);
  control = stack.use(
    await startControlServer(components, token, {
      bind: '0.0.0.0',
      port: CONTROL_PORT,
      upgrade: (...upgrade) =>
        estate.isUp ? estate.lab.extension.upgrade(...upgrade) : upgrade[1].destroy(),
    }),
  );
  const end = (): void => void stack.disposeAsync().finally(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
  const lab = await estate.home();
  process.stdout.write(`the lab is up, seed ${lab.seed}: ${[...lab.controls.keys()].join(', ')}\n`);
}

/** The text of the estate's own lab.yaml; an empty file, like none, means the default estate. */
function ownLab(file: string | undefined): string | undefined {
  const text = file === undefined || file === '' ? '' : readFileSync(file, 'utf8');
  return text.trim() === '' ? undefined : text;
}

function tokenIn(env: NodeJS.ProcessEnv): string {
  const token = env['PTALAB_TOKEN'] ?? '';
  delete env['PTALAB_TOKEN'];
  if (token.length >= SHORTEST_TOKEN) return token;
  throw new StandingSettingsError(
    `PTALAB_TOKEN must hold a secret of ${SHORTEST_TOKEN} characters at least: whoever knows it rules the estate`,
  );
}
