import { spawnSync } from 'node:child_process';
import { ROOT } from './places.ts';

export interface BuildOrder {
  readonly tag: string;
  readonly base: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** `docker build`; a client without buildx cannot use BuildKit, though newer ones try to. */
export function build({ tag, base, labels }: BuildOrder): void {
  const hasBuildx = spawnSync('docker', ['buildx', 'version'], { stdio: 'ignore' }).status === 0;
  const label = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
  const args = ['build', '--force-rm', '--build-arg', `BASE=${base}`, ...label, '--tag', tag, '.'];
  const { status, stdout, stderr } = spawnSync('docker', args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DOCKER_BUILDKIT: hasBuildx ? '1' : '0' },
  });
  if (status !== 0) throw new Error(`image: docker build ended with code ${status}:\n${stdout}${stderr}`);
  // What the first stage leaves without a name.
  spawnSync('docker', ['image', 'prune', '--force', '--filter', 'label=org.ptalab.stage'], {
    stdio: 'ignore',
  });
}
