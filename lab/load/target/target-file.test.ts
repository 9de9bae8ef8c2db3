import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Janitor } from '../../processes/janitor.ts';
import { ForeignTargetError } from './address.ts';
import { describeTarget, networksOf, writeTarget, type TargetFacts } from './target-file.ts';

const at = (host: string, port: number) => ({ host, port });

const FACTS: TargetFacts = {
  tenantId: 'a tenant',
  reach: {
    names: {
      'login.microsoftonline.com:443': at('127.0.0.1', 41_000),
      'graph.microsoft.com:443': at('127.0.0.1', 41_001),
    },
    domainControllers: [
      {
        name: 'DC1',
        dnsName: 'dc1.corp.contoso.com',
        ldap: at('172.20.0.5', 389),
        ldaps: at('172.20.0.5', 636),
      },
    ],
  },
  trustPem: 'a certificate',
  people: { managed: [{ upn: 'a@contoso.com', password: 'secret' }], federated: [], cloudOnly: [], mail: [] },
  seed: 'x',
  instead: undefined,
};

test('only its owner may read the target, which holds passwords, and it goes with its folder', () => {
  const parent = mkdtempSync(join(tmpdir(), 'ptalab-target-'));
  using janitor = new Janitor();
  const folder = join(parent, 'load');
  const { path, trust, target } = writeTarget(FACTS, folder, janitor);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(target);
  expect(readFileSync(trust, 'utf8')).toBe('a certificate');
  janitor.remove(folder);
  expect(existsSync(path)).toBe(false);
  rmSync(parent, { recursive: true });
});

test('sign-ins may go elsewhere on loopback, everything else stays', () => {
  const { names } = describeTarget({ ...FACTS, instead: at('127.0.0.1', 9_000) }, 'ca.pem');
  expect(names).toEqual({ ...FACTS.reach.names, 'login.microsoftonline.com:443': at('127.0.0.1', 9_000) });
  expect(() => describeTarget({ ...FACTS, instead: at('10.1.1.1', 443) }, 'ca.pem')).toThrow(
    ForeignTargetError,
  );
});

test('addresses of the lab that are not loopback are what k6 may reach besides', () => {
  expect(networksOf(describeTarget(FACTS, 'ca.pem'))).toEqual(['172.20.0.5/32']);
});
