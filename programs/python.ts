import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.ts';
import { ownFolder } from './own-folder.ts';
import type { RunOurs, Tried } from './tried.ts';

const LIMIT_MS = 240_000;

export interface PythonProgram {
  /** Where what names it is: `requirements.txt` and `program.py` stand beside it. */
  readonly at: string;
  /** The distribution whose version is told: `ldap3`. */
  readonly distribution: string;
  /** Further folders of modules. */
  readonly modules?: readonly URL[];
  /** What must be on the machine before pip can build it. Throws MissingError. */
  readonly needs?: () => void;
}

/** A program of ours in Python over libraries of others. */
export function pythonProgram<T>(
  { at, distribution, modules = [], needs }: PythonProgram,
  run: RunOurs<T>,
): Pick<Tried<T>, 'prepare'> {
  return {
    prepare: async (cache) => {
      needs?.();
      const python = await virtualEnvironment(new URL('requirements.txt', at), ownFolder(cache, at));
      const env = {
        PYTHONPATH: [new URL('python', import.meta.url), ...modules]
          .map((each) => fileURLToPath(each))
          .join(':'),
        PYTHONDONTWRITEBYTECODE: '1',
      };
      const args = [fileURLToPath(new URL('program.py', at))];
      return {
        version: await versionOf(python, distribution),
        use: (subject) => run(subject, { command: python, args, env }),
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
