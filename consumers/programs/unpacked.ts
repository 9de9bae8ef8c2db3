import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MissingError } from '../consumer.ts';
import { install } from '../../programs/install.ts';

/** Debian 12 has these under /usr; its packages still name some of them as before. */
const MERGED = ['lib', 'bin', 'sbin'];

/**
 * Unpacks Debian packages, with what they need and the machine does not have, into a folder: nothing is installed, so
 * that the machine's own logins stay as they are. Answers the folder, which is to be laid over the machine's. Throws
 * MissingError.
 */
export async function unpacked(packages: readonly string[], folder: string): Promise<string> {
  const [root, done, wanted] = [join(folder, 'root'), join(folder, 'unpacked.txt'), packages.join('\n')];
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return root;
  const how = `it needs root on Debian, where apt-get gets ${packages.join(' ')}`;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) throw new MissingError(how);
  rmSync(folder, { recursive: true, force: true });
  const archives = join(folder, 'archives');
  mkdirSync(join(archives, 'partial'), { recursive: true });
  mkdirSync(root);
  apt(['update', '-qq'], how);
  const options = [`Dir::Cache::archives=${archives}`, 'APT::Sandbox::User=root'].flatMap((each) => [
    '-o',
    each,
  ]);
  const quietly = ['-y', '-qq', '--no-install-recommends', '--download-only'];
  apt(['install', ...quietly, ...options, ...packages], how);
  for (const name of readdirSync(archives).filter((each) => each.endsWith('.deb'))) {
    await install({ command: 'dpkg', args: ['-x', join(archives, name), root] }, how);
  }
  for (const name of MERGED.filter((each) => existsSync(join(root, each)))) {
    await install({ command: 'cp', args: ['-a', join(root, name), join(root, 'usr')] }, how);
  }
  for (const name of ['usr', 'etc', 'var']) mkdirSync(join(root, name), { recursive: true });
  writeFileSync(done, wanted);
  return root;
}

/** To its end before anybody else of this process asks it: it locks its lists. */
function apt(args: readonly string[], how: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (status !== 0)
    throw new MissingError(`apt-get ${args[0]} failed: ${stderr.trim().slice(-300)} (${how})`);
}
