import { expect, test } from 'vitest';
import type { GherkinDocument } from './messages.ts';
import { scenarioId, scenarioSeed, scenarioSlug } from './scenario-id.ts';

const row = (id: string): { id: string; location: { line: number }; cells: [] } => ({
  id,
  location: { line: 1 },
  cells: [],
});
const outline = (...rows: string[]): object => ({ scenario: { examples: [{ tableBody: rows.map(row) }] } });
// Only the parts that the id is made of.
const document = {
  comments: [],
  feature: { children: [outline('r1', 'r2'), { rule: { children: [outline('r3')] } }] },
} as unknown as GherkinDocument;
const pickle = { uri: 'features/verify/killed.feature', name: 'An agent is killed', astNodeIds: ['s1'] };

test('a scenario is known by file and name, an example by its row in its own outline', () => {
  expect(scenarioId(pickle, document)).toBe('features/verify/killed.feature:An agent is killed');
  expect(scenarioId({ ...pickle, astNodeIds: ['s1', 'r2'] }, document)).toMatch(/:2$/);
  expect(scenarioId({ ...pickle, astNodeIds: ['s2', 'r3'] }, document)).toMatch(/:1$/);
});

test('ids agree whatever separates folders', () => {
  expect(scenarioId({ ...pickle, uri: pickle.uri.replaceAll('/', '\\') }, document)).toBe(
    scenarioId(pickle, document),
  );
});

test('the seed follows run and scenario alone', () => {
  expect(scenarioSeed('a', 'x')).toBe(scenarioSeed('a', 'x'));
  expect(new Set([scenarioSeed('a', 'x'), scenarioSeed('b', 'x'), scenarioSeed('a', 'y')]).size).toBe(3);
});

test('a slug is a file name of its own', () => {
  const slugs = ['../../etc/passwd:x', 'a.feature:ä', 'a.feature:ö', `a.feature:${'long '.repeat(99)}`].map(
    scenarioSlug,
  );
  expect(new Set(slugs).size).toBe(4);
  for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9-]{1,90}$/);
});
