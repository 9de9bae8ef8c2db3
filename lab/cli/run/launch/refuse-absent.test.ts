import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { NoLabError } from '../../errors.ts';
import { refuseAbsent } from './refuse-absent.ts';

const SILENT_DOMAIN = {
  name: 'dc1.contoso.lab',
  host: '127.0.0.1',
  ldap: 1,
  ldaps: 1,
  base: 'DC=contoso,DC=lab',
  netbios: 'CONTOSO',
  dns: 'contoso.lab',
  admin: { dn: 'CN=Administrator,CN=Users,DC=contoso,DC=lab', password: 'a-secret-1' },
  trust: '-----BEGIN CERTIFICATE-----',
};

afterEach(() => vi.unstubAllEnvs());

test('without a container engine the launcher docker is refused once, with the remedy', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/engine.sock');
  const refused = refuseAbsent({ launcher: 'docker' }, '/');
  await expect(refused).rejects.toThrow(NoLabError);
  await expect(refused).rejects.toThrow(/DOCKER_HOST names unix:\/\/\/nowhere.*unset DOCKER_HOST/);
});

test('an estate that does not answer is refused once, with its address', async () => {
  const attach = { url: 'http://127.0.0.1:1', token: 'x'.repeat(16) };
  await expect(refuseAbsent({ launcher: 'docker', attach }, '/')).rejects.toThrow(
    /no estate answers at http:\/\/127\.0\.0\.1:1/,
  );
});

test('a real domain that does not answer is refused once, by its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-domain-'));
  try {
    const forestFile = join(folder, 'domain.json');
    writeFileSync(forestFile, JSON.stringify(SILENT_DOMAIN));
    const refused = refuseAbsent({ launcher: 'inline', forestFile }, '/');
    await expect(refused).rejects.toThrow(NoLabError);
    await expect(refused).rejects.toThrow('the domain of dc1.contoso.lab, which cannot be asked');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a launcher that needs nothing is not asked for anything', async () => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/engine.sock');
  await expect(refuseAbsent({ launcher: 'process' }, '/')).resolves.toBeUndefined();
});

test('an agent’s program that is not there is refused once', async () => {
  const agentCommand = ['./nowhere/agent', '--verbose'];
  await expect(refuseAbsent({ launcher: 'process', agentCommand }, '/srv')).rejects.toThrow(
    "the agent's program /srv/nowhere/agent is not there",
  );
});
