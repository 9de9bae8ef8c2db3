import { afterEach, expect, test, vi } from 'vitest';
import { NoLabError } from '../../errors.ts';
import { refuseAbsent } from './refuse-absent.ts';

afterEach(() => vi.unstubAllEnvs());

test('without a container engine the launcher docker is refused once, with the remedy', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/engine.sock');
  const refused = refuseAbsent({ launcher: 'docker' });
  await expect(refused).rejects.toThrow(NoLabError);
  await expect(refused).rejects.toThrow(/DOCKER_HOST names unix:\/\/\/nowhere.*unset DOCKER_HOST/);
});

test('an estate that does not answer is refused once, with its address', async () => {
  const attach = { url: 'http://127.0.0.1:1', token: 'x'.repeat(16) };
  await expect(refuseAbsent({ launcher: 'docker', attach })).rejects.toThrow(
    /no estate answers at http:\/\/127\.0\.0\.1:1/,
  );
});

test('a launcher that needs nothing is not asked for anything', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/engine.sock');
  await expect(refuseAbsent({ launcher: 'process' })).resolves.toBeUndefined();
});
