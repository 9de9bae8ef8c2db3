import { readFileSync } from 'node:fs';
import { EXIT } from './exit-codes.ts';
import { endOnSignals } from './signals.ts';

// Before anything is loaded that takes its time.
endOnSignals(EXIT.interrupted);
// Started by another program of the package, it ends with that program, however that ended.
process.once('disconnect', () => process.exit(EXIT.interrupted));
process.channel?.unref();

const { carryOut } = await import('./carry-out.ts');
const { processTerminal } = await import('./terminal.ts');

/** The command line's program. Whatever it started ends with it: children watch their end of a pipe. */
const code = await carryOut(process.argv.slice(2), {
  cwd: process.cwd(),
  terminal: processTerminal(),
  exit: (code) => process.exit(code),
  version: version(),
});
process.stdout.write('', () => process.exit(code));

/** From the package's own description: beside `lab/`, or beside `dist/`. */
function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    const text = readOrNothing(new URL(path, import.meta.url));
    const found: unknown = text === undefined ? undefined : JSON.parse(text);
    if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version);
  }
  return 'unknown';
}

function readOrNothing(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return undefined;
  }
}
