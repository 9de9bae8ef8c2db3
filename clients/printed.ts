import { succeed } from '../programs/program.ts';
import type { PrintedEnvironment } from './client.ts';

/** Runs `ptalab …` in the folder of a lab that is up. Throws ProgramError. */
export type Ptalab = (...words: readonly string[]) => Promise<string>;

/** What `ptalab env` prints for programs. */
export async function readPrinted(ptalab: Ptalab): Promise<PrintedEnvironment> {
  const [hosts, variables, whole] = await Promise.all([
    ptalab('env', '--hosts'),
    ptalab('env', '--shell', 'sh'),
    ptalab('env', '--json'),
  ]);
  const { trustFile } = JSON.parse(whole) as { trustFile: string };
  return { hosts, variables, trust: trustFile };
}

const KEYTOOL = /keytool (?:\\\n|[^\n])*/;
const STORE = /-keystore '?([^\s']+)'?/;

/** Makes a key store of Java's by the command that `ptalab env` prints for it. Answers its file. */
export async function makeKeyStore(ptalab: Ptalab, folder: string): Promise<string> {
  const [command = ''] = KEYTOOL.exec(await ptalab('env')) ?? [];
  const file = STORE.exec(command)?.[1];
  if (file === undefined) throw new Error('`ptalab env` prints no keytool command with its key store');
  await succeed({ command: 'sh', args: ['-c', command], cwd: folder });
  return file;
}
