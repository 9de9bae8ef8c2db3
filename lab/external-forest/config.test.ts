import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadOutsideForest } from './config.ts';

const GOOD = {
  name: 'dc1.contoso.lab',
  host: '127.0.0.1',
  ldap: 389,
  ldaps: 636,
  base: 'DC=contoso,DC=lab',
  netbios: 'CONTOSO',
  dns: 'contoso.lab',
  admin: { dn: 'CN=Administrator,CN=Users,DC=contoso,DC=lab', password: 'a-secret-1' },
  trust: '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n',
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outside-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function load(text: string): unknown {
  const file = join(folder, 'domain.json');
  writeFileSync(file, text);
  return loadOutsideForest(file);
}

test('a file with more than is needed is one, as the peers’ is', () => {
  expect(load(JSON.stringify({ ...GOOD, kind: 'samba', pid: 1, version: 'Samba' }))).toEqual({
    ...GOOD,
    version: 'Samba',
  });
});

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s is this machine', (host) => {
  expect(load(JSON.stringify({ ...GOOD, host }))).toMatchObject({ host });
});

test.each([
  [{ host: 'dc1.contoso.com' }, 'host: expected an address of this machine'],
  [{ host: '10.0.0.4' }, 'touches no domain elsewhere'],
  [{ host: '127.0.0.1.evil.example' }, 'host: expected'],
  [{ ldaps: 0 }, 'ldaps: '],
  [{ base: 'contoso' }, 'base: expected a name such as DC=contoso,DC=lab'],
  [{ admin: { dn: 'CN=A,DC=b' } }, 'admin.password: '],
  [{ trust: 'none' }, 'trust: expected a certificate in PEM'],
])('%j is refused', (change, message) => {
  expect(() => load(JSON.stringify({ ...GOOD, ...change }))).toThrow(message);
});

test('what is no JSON is not quoted, as it may hold a password', () => {
  expect(() => load('{"admin": {"password": a-secret-1')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') as string }),
  );
});

test('a file that is not there is said to be missing', () => {
  expect(() => loadOutsideForest(join(folder, 'none.json'))).toThrow('there is no such file');
});
