import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLIENTS, clientTier } from '../clients/tier.ts';
import type { Client } from '../clients/client.ts';
import { triedTable } from '../programs/report.ts';
import { loadTier } from '../programs/tier.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('docs/clients.md');

const clients = await loadTier<Client>(CLIENTS, '');

/** Where each client's version is pinned. */
const PINS: Readonly<Record<Client['kind'], (name: string) => string>> = {
  Python: (name) => read(`clients/${name}/requirements.txt`),
  Java: (name) => read(`clients/${name}/pom.xml`),
  Go: (name) => read(`clients/${name}/go.mod`),
  Node: () => read('package-lock.json'),
};

test.each(clients)('docs/clients.md tells of $name as it is used now', ({ name, tried }) => {
  const tier = clientTier(new Map([[name, tried.sets]]));
  const row = page.split('\n').find((line) => line.startsWith(`| ${tried.title} | `)) ?? '';
  const [version = '', checks = ''] = [row.split(' | ')[1], row.split(' | ').at(-1)];
  expect(PINS[tried.kind](name)).toContain(version);
  const outcomes = Array.from({ length: Number.parseInt(checks, 10) }, () => ({
    what: '',
    wrong: undefined,
  }));
  const facts = { name, title: tried.title, kind: tried.kind, version, outcomes, installed: 0, used: 0 };
  expect(triedTable([facts], tier.columns).split('\n').at(-1)).toBe(row);
});

test('docs/clients.md tells of no client that is gone', () => {
  const part = page.slice(page.indexOf('<!-- clients:'), page.indexOf('<!-- end of clients -->'));
  expect(part.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(clients.length + 2);
});
