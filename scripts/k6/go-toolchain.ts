import { K6BuildError } from './errors.ts';
import { runTool } from './tool.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const INSTALL =
  'Install Go from https://go.dev/dl/ or by your package manager (`golang`), and put `go` on the PATH';

/** The version of Go that will build. Throws K6BuildError when there is none, or one that is too old. */
export async function findGo(folder: string, wanted: string, env: Environment): Promise<string> {
  const { code, missing, tail } = await runTool({
    command: 'go',
    args: ['env', 'GOVERSION'],
    cwd: folder,
    env,
  });
  if (missing)
    throw new K6BuildError(
      'PTALAB_GO_MISSING',
      `there is no Go to build k6 with. ${INSTALL}; ${wanted} or newer is needed`,
    );
  const told = tail.at(-1) ?? '';
  const version = /^go(\d+(?:\.\d+)*)/.exec(told)?.[1];
  // From 1.21 on, an older Go fetches the one that go.mod names, or says itself that it may not.
  if (code !== 0 || version === undefined || isOlder(version, wanted))
    throw new K6BuildError(
      'PTALAB_GO_TOO_OLD',
      `k6 needs Go ${wanted} or newer; this one says: ${told}. ${INSTALL}`,
    );
  return version;
}

/** Compares versions such as 1.9 and 1.26.0, number by number. */
export function isOlder(version: string, wanted: string): boolean {
  const [here, there] = [version, wanted].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (here?.[at] ?? 0) - (there?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
