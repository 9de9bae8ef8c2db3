import { expect, test } from 'vitest';
import { loadGolden } from '../golden.ts';
import { loadCases, loadDifferences, loadDrift, loadNotCases, loadPending, loadRecorded } from './load.ts';

const ids = new Set(loadCases().map(({ id }) => id));

test('every golden recording is a case, or is said not to be one', () => {
  const excused = loadNotCases();
  const missing = loadGolden().cases.filter(({ id }) => !ids.has(id) && !excused.has(id));
  expect(missing.map(({ id }) => id)).toEqual([]);
  expect([...excused.keys()].filter((id) => ids.has(id))).toEqual([]);
});

test('every case has a recording, golden or the suite’s own', () => {
  const recorded = new Set([...loadGolden().cases.map(({ id }) => id), ...Object.keys(loadRecorded())]);
  expect([...ids].filter((id) => !recorded.has(id))).toEqual([]);
});

test.each([
  ['differences', [...loadDifferences().keys()]],
  ['drift', [...loadDrift().keys()]],
  ['pending', [...loadPending().keys()]],
  ['recorded', Object.keys(loadRecorded())],
])('%s speaks of cases that there are', (_, listed) => {
  expect(listed.filter((id) => !ids.has(id))).toEqual([]);
});

test('nothing is both pending and a listed difference', () => {
  const differences = loadDifferences();
  expect([...loadPending().keys()].filter((id) => differences.has(id))).toEqual([]);
});
