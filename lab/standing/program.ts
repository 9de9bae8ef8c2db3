import { conductLab, StandingYard } from '../launchers/index.ts';
import { startConductor } from './conductor.ts';
import { CONTROL_PORT, HOSTS_PORT, standingSettings } from './settings.ts';

/** Every network that the container is in. */
const ANYWHERE = '0.0.0.0';

/**
 * The conductor of a standing estate as a program. PTALAB_TOKEN is what harnesses show, PTALAB_HOST_TOKEN what hosts do;
 * PTALAB_LAB names the estate's own lab.yaml and PTALAB_SEED its seed; PTALAB_CONDUCTOR is where agents find this
 * program. Prints `ready conductor` when hosts may dial in, and a line when the estate's own lab is up; SIGTERM takes
 * it down.
 */
export async function runStanding(env: NodeJS.ProcessEnv): Promise<void> {
  const { token, hostToken, own, conductor } = standingSettings(env);
  const stack = new AsyncDisposableStack();
  const yard = stack.use(new StandingYard({ token: hostToken, bind: ANYWHERE, port: HOSTS_PORT, conductor }));
  await yard.open();
  process.stdout.write('ready conductor: hosts may dial in\n');
  const { estate } = stack.use(
    await startConductor({
      token,
      own,
      conduct: (options) => conductLab({ ...options, standing: yard }),
      say: (text) => void process.stderr.write(`${text}\n`),
      bind: ANYWHERE,
      port: CONTROL_PORT,
    }),
  );
  const end = (): void => void stack.disposeAsync().finally(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
  const lab = await estate.home();
  process.stdout.write(`the lab is up, seed ${lab.seed}: ${[...lab.controls.keys()].join(', ')}\n`);
}
