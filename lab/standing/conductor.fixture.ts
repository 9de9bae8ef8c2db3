import { conductLab, ProcessYard } from '../launchers/index.ts';
import { Janitor } from '../processes/janitor.ts';
import { generateKeys } from '../pki/key-source.ts';
import { startConductor } from './conductor.ts';

/** A conductor as the compose file has one, its hosts processes of this machine; ends when its standard input closes. */
const token = process.env['PTALAB_TOKEN'] ?? '';
const stack = new AsyncDisposableStack();
const janitor = stack.use(new Janitor());
const yard = stack.use(new ProcessYard(janitor));
const keys = generateKeys();
const { url, estate } = stack.use(
  await startConductor({
    token,
    own: { labText: 'cloud: {}', seed: 'own' },
    conduct: (options) => conductLab({ ...options, launcher: 'process', yard, janitor, keys }),
    say: (text) => void process.stderr.write(`${text}\n`),
    idleMs: 500,
  }),
);
process.stdin.once('end', () => void stack.disposeAsync().finally(() => process.exit(0))).resume();
await estate.home();
process.stdout.write(`ready conductor ${url}\n`);
