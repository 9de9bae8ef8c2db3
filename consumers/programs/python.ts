import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomesIn } from '../checks.ts';
import type { Consumer } from '../consumer.ts';
import { describeDomain } from '../describe.ts';
import { runProgram } from '../program.ts';
import { install } from './install.ts';

const LIMIT_MS = 240_000;
const TAIL = 600;

export interface PythonConsumer extends Pick<Consumer, 'title' | 'kind'> {
  /** Where its `consumer.ts` is: `requirements.txt` and `program.py` stand beside it. */
  readonly at: string;
  /** The distribution whose version is told: `ldap3`. */
  readonly distribution: string;
  /** What must be on the machine before pip can build it. Throws MissingError. */
  readonly needs?: () => void;
}

/** A consumer that is a program of ours in Python over libraries of others. */
export function pythonConsumer({ title, kind, at, distribution, needs }: PythonConsumer): Consumer {
  return {
    title,
    kind,
    prepare: async (cache) => {
      needs?.();
      const python = await virtualEnvironment(new URL('requirements.txt', at), join(cache, distribution));
      return {
        version: await versionOf(python, distribution),
        use: async (domain) => {
          const { stdout, stderr } = await runProgram({
            command: python,
            args: [fileURLToPath(new URL('program.py', at)), describeDomain(domain)],
            env: {
              PYTHONPATH: fileURLToPath(new URL('python', import.meta.url)),
              PYTHONDONTWRITEBYTECODE: '1',
            },
            cwd: domain.folder,
            limitMs: LIMIT_MS,
          });
          return outcomesIn(stdout, stderr.slice(-TAIL));
        },
      };
    },
  };
}

/** Makes an environment with what is required, unless it is there from last time. Answers its Python. Throws MissingError. */
export async function virtualEnvironment(requirements: URL, folder: string): Promise<string> {
  const [python, done] = [join(folder, 'bin', 'python'), join(folder, 'installed.txt')];
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  const how = 'it needs Python 3 with venv and pip: apt-get install python3-venv python3-pip python3-dev';
  await install({ command: 'python3', args: ['-m', 'venv', folder] }, how);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    fileURLToPath(requirements),
  ];
  await install({ command: python, args: pip, limitMs: LIMIT_MS }, how);
  writeFileSync(done, wanted);
  return python;
}

export async function versionOf(python: string, distribution: string): Promise<string> {
  const code = `from importlib.metadata import version; print(version('${distribution}'))`;
  return (await install({ command: python, args: ['-c', code] }, 'it was not installed')).trim();
}
