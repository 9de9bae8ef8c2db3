import { delimiter, join } from 'node:path';
import { sayAddress, type EngineAddress, type EngineSurroundings } from './engine-address.ts';
import { EngineError } from './errors.ts';

const START =
  'Start it (`sudo systemctl start docker`, Docker Desktop, or as root without an init system: `docker/engine-up.sh`)';

/** Nothing is at any of the places where an engine would be. */
export function nowhere({ env, exists }: EngineSurroundings): EngineError {
  const named = env['DOCKER_HOST'];
  if (named !== undefined && named !== '') {
    return new EngineError(
      'stopped',
      `DOCKER_HOST names ${named}, and nothing is there`,
      `${START}, or unset DOCKER_HOST`,
    );
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  if (folders.some((folder) => exists(join(folder, 'dockerd')) || exists(join(folder, 'docker')))) {
    return new EngineError('stopped', 'no container engine is running on this machine', START);
  }
  return new EngineError(
    'missing',
    'no container engine is installed on this machine',
    'Install Docker Engine 20.10 or newer (on Debian, as root: `docker/engine-up.sh`)',
  );
}

/** Something is there, and does not answer as an engine does. */
export function unanswered(address: EngineAddress, error: unknown): EngineError {
  const place = sayAddress(address);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') {
    const remedy =
      'Add yourself to its group (`sudo usermod -aG docker $USER`, then log in again), or run a rootless engine';
    return new EngineError('forbidden', `you may not use the container engine at ${place}`, remedy, error);
  }
  const why = error instanceof Error ? error.message : String(error);
  return new EngineError('stopped', `no container engine answers at ${place} (${why})`, START, error);
}
