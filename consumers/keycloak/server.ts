import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { install } from '../../programs/install.ts';
import { freePort, startServer } from '../programs/server.ts';
import { Admin } from './admin.ts';

const UNPACK_MS = 120_000;
const BUILD_MS = 240_000;
const START_MS = 180_000;
/** What Keycloak is built for once, rather than at every start. */
const BUILD = ['--db=dev-mem'];

/** The distribution unpacked and built below `folder`. Answers where it is. Throws MissingError. */
export async function unpacked(archive: string, folder: string, version: string): Promise<string> {
  const home = join(folder, `keycloak-${version}`);
  const built = join(folder, `built-${version}`);
  if (existsSync(built)) return home;
  rmSync(home, { recursive: true, force: true });
  const java = 'apt-get install default-jdk-headless';
  await install({ command: 'jar', args: ['xf', archive], cwd: folder, limitMs: UNPACK_MS }, java);
  const build = { command: 'sh', args: [join(home, 'bin', 'kc.sh'), 'build', ...BUILD], limitMs: BUILD_MS };
  await install(build, java);
  writeFileSync(built, '');
  return home;
}

export interface StartedKeycloak extends AsyncDisposable {
  readonly admin: Admin;
}

/** Keycloak on loopback, with an empty database in memory. */
export async function startKeycloak(home: string, trustFile: string): Promise<StartedKeycloak> {
  await using stack = new AsyncDisposableStack();
  const port = await freePort();
  const password = randomUUID();
  const serving = [
    '--http-enabled=true',
    '--hostname-strict=false',
    '--http-host=127.0.0.1',
    `--http-port=${port}`,
  ];
  stack.use(
    await startServer({
      name: 'Keycloak',
      command: 'sh',
      args: [
        join(home, 'bin', 'kc.sh'),
        'start',
        '--optimized',
        ...serving,
        `--truststore-paths=${trustFile}`,
      ],
      env: { KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: password },
      ready: /started in .* Listening on/,
      readyWithinMs: START_MS,
    }),
  );
  const admin = await Admin.open(`http://127.0.0.1:${port}`, password);
  const whole = stack.move();
  return { admin, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}
