import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { PeerError } from './errors.ts';

const POLICY = '/usr/sbin/policy-rc.d';

/** Installs Debian packages unless `program` is there already; no service of theirs is started. Throws PeerError. */
export function ensurePackages(program: string, packages: readonly string[]): void {
  if (existsSync(program)) return;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new PeerError(
      `${program} is missing, and only root on Debian can have it installed here; install ${packages.join(' ')}`,
    );
  }
  const own = !existsSync(POLICY);
  if (own) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  } finally {
    if (own) rmSync(POLICY);
  }
  if (!existsSync(program)) throw new PeerError(`${packages.join(' ')} brought no ${program}`);
}

function apt(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (status !== 0)
    throw new PeerError(`apt-get ${args.join(' ')} failed: ${stderr.trim().split('\n').at(-1) ?? status}`);
}
