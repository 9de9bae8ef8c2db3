import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ImageError } from './errors.ts';
import { ROOT } from './places.ts';

export interface BuildOrder {
  readonly tag: string;
  readonly base: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What `stage` has laid out. */
  readonly staging: string;
}

/** `docker build`; a client without buildx cannot use BuildKit, though newer ones try to. Throws ImageError. */
export function build({ tag, base, labels, staging }: BuildOrder): void {
  const hasBuildx = spawnSync('docker', ['buildx', 'version'], { stdio: 'ignore' }).status === 0;
  const label = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
  const from = ['--build-arg', `BASE=${base}`, '--file', join(ROOT, 'Dockerfile')];
  const args = ['build', '--force-rm', ...from, ...label, '--tag', tag, staging];
  const { status, stdout, stderr } = spawnSync('docker', args, {
    encoding: 'utf8',
    env: { ...process.env, DOCKER_BUILDKIT: hasBuildx ? '1' : '0' },
  });
  if (status !== 0) throw new ImageError(`docker build ended with code ${status}:\n${stdout}${stderr}`);
  // What the first stage leaves without a name.
  spawnSync('docker', ['image', 'prune', '--force', '--filter', 'label=org.ptalab.stage'], {
    stdio: 'ignore',
  });
}
