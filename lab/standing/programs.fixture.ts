import { fileURLToPath } from 'node:url';
import { startChild, type StartedChild } from '../processes/child.ts';
import type { Janitor } from '../processes/janitor.ts';

/** Programs of these tests, each in a process of its own, as they are in reality. */
export function startFixture(
  name: 'conductor' | 'harness',
  args: readonly string[],
  token: string,
  janitor: Janitor,
): Promise<StartedChild> {
  return startChild(
    {
      name,
      command: process.execPath,
      args: [fileURLToPath(new URL(`./${name}.fixture.ts`, import.meta.url)), ...args],
      env: { PATH: process.env['PATH'] ?? '', PTALAB_TOKEN: token },
      ready: new RegExp(`^ready ${name} (\\S+)$`),
      readyWithinMs: 15_000,
    },
    janitor,
  );
}
