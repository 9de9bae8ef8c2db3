import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { DifferentialError } from '../errors.ts';
import { tableFile, type Case } from './schema.ts';

const FOLDER = new URL('../cases/', import.meta.url);

/** Facts by name, as text. */
export type Facts = Readonly<Record<string, string>>;

const facts = z.record(z.string(), z.string());

const differencesFile = z.array(
  z.strictObject({
    cases: z.array(z.string()).min(1),
    /** What the simulated forest answers there, and nothing else. */
    simulated: facts,
    reason: z.string().min(1),
    source: z.string().min(1),
  }),
);

/** Where a live Samba answers otherwise than its own recording did. */
const driftFile = z.array(
  z.strictObject({
    cases: z.array(z.string()).min(1),
    facts: z.array(z.string()),
    reason: z.string().min(1),
  }),
);

const pendingFile = z.array(
  z.strictObject({ missing: z.string().min(1), cases: z.array(z.string()).min(1) }),
);

const notCasesFile = z.array(
  z.strictObject({ cases: z.array(z.string()).min(1), reason: z.string().min(1) }),
);

export interface Difference {
  readonly simulated: Facts;
  readonly reason: string;
  readonly source: string;
}

export interface Drift {
  readonly facts: readonly string[];
  readonly reason: string;
}

/** Cases by the name of their file without its ending, in its order. */
export function loadGroups(): ReadonlyMap<string, readonly Case[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
  return new Map(
    files.sort().map((name) => [name.slice(0, -'.yaml'.length), tableFile.parse(readYaml(`cases/${name}`))]),
  );
}

/** The whole table in the order of its files. Throws DifferentialError when an id comes twice. */
export function loadCases(): readonly Case[] {
  const cases = [...loadGroups().values()].flat();
  const seen = new Set<string>();
  for (const { id } of cases) {
    if (seen.has(id)) throw new DifferentialError(`case ${id} is in the table twice`);
    seen.add(id);
  }
  return cases;
}

export function loadDifferences(): ReadonlyMap<string, Difference> {
  return byCase(differencesFile.parse(readYaml('differences.yaml')));
}

export function loadDrift(): ReadonlyMap<string, Drift> {
  return byCase(driftFile.parse(readYaml('drift.yaml')));
}

/** What the forest lacks for a case, by the case's id. */
export function loadPending(): ReadonlyMap<string, string> {
  const entries = byCase(pendingFile.parse(readYaml('pending.yaml')));
  return new Map([...entries].map(([id, { missing }]) => [id, missing]));
}

/** Golden recordings that no case plays, with the reason, by id. */
export function loadNotCases(): ReadonlyMap<string, { readonly reason: string }> {
  return byCase(notCasesFile.parse(readYaml('not-cases.yaml')));
}

/** What a real Samba answered when the suite was last run with `--record`, by id. */
export function loadRecorded(): Readonly<Record<string, Facts>> {
  const text = readFileSync(new URL('../recorded.json', import.meta.url), 'utf8');
  return z.record(z.string(), facts).parse(JSON.parse(text));
}

function byCase<T extends { readonly cases: readonly string[] }>(entries: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const entry of entries) {
    for (const id of entry.cases) {
      if (found.has(id)) throw new DifferentialError(`case ${id} is listed twice`);
      found.set(id, entry);
    }
  }
  return found;
}

function readYaml(name: string): unknown {
  return parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')) ?? [];
}
