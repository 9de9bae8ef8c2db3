import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the image's health check looks for. */
export const READY_FILE = '/tmp/ptalab/ready';

const READY_LINE = /^ready\b/m;

/**
 * Every program of the lab prints a line `ready …` when it serves. The entry listens for it on the program's own standard
 * output and leaves a file, so that the health check is a look at a file and starts no Node of its own.
 */
export function noteReadiness(output: NodeJS.WriteStream, file: string = READY_FILE): void {
  rmSync(file, { force: true });
  const original = output.write;
  output.write = new Proxy(original, {
    apply: (write, self, args: unknown[]) => {
      if (READY_LINE.test(String(args[0]))) {
        output.write = original;
        leave(file);
      }
      return Reflect.apply(write, self, args);
    },
  });
}

/** Without a writable /tmp the program still serves; only the health check cannot know. */
function leave(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  } catch (error) {
    process.stderr.write(
      `ptalab image: ${file} cannot be written (${String(error)}); give the container a tmpfs on /tmp\n`,
    );
  }
}
