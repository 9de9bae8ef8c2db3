import { fileURLToPath } from 'node:url';
import { buildK6 } from './k6/build.ts';
import { K6BuildError } from './k6/errors.ts';
import { endTools } from './k6/tool.ts';

const INTERRUPTED = 130;
const folder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** npm run k6:build [-- --if-missing]: prints the path of a k6 that carries k6/x/ldap; progress goes to standard error. */
const [option, ...more] = process.argv.slice(2);
if ((option !== undefined && option !== '--if-missing') || more.length > 0) {
  console.error(`k6:build: ${process.argv.slice(2).join(' ')}: the one option is --if-missing`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    endTools();
    process.exitCode = INTERRUPTED;
  });
try {
  const path = await buildK6({
    sources: folder('k6'),
    folder: folder('.k6'),
    env: process.env,
    ifMissing: option !== undefined,
    say: (line) => console.error(`k6:build: ${line}`),
  });
  console.log(path);
} catch (error) {
  if (!(error instanceof K6BuildError)) throw error;
  if (process.exitCode !== INTERRUPTED) {
    console.error(`k6:build: ${error.message}`);
    process.exitCode = 1;
  }
}
