import { fileURLToPath } from 'node:url';
import { ntHash } from '../lab/forest/core/nt-hash.ts';
import { attributesOf } from '../lab/forest/population/attributes.ts';
import type { Person } from '../lab/forest/population/person.ts';
import { Population } from '../lab/forest/population/population.ts';
import { machine } from './machine.ts';

/** What a population of one size costs. Processor time, since others may be at work; microseconds each. */
export interface PopulationFigures {
  readonly users: number;
  readonly microseconds: Readonly<Record<string, number>>;
  /** People met per second of processor time, by a filter that looks at one attribute of each. */
  readonly walkedPerSecond: number;
  /** Look-ups by all six names that led to somebody else, of so many people sampled. */
  readonly sampled: number;
  readonly mistaken: number;
}

const SIZES = [1_000, 1_000_000, 10_000_000];
const TIMES = 200_000;
const SUBJECTS = 1_000;

export function populationFigures(users: number, samples: number): PopulationFigures {
  const people = raise(users);
  return {
    users,
    microseconds: costs(people),
    walkedPerSecond: walked(people),
    sampled: samples,
    mistaken: mistaken(people, samples),
  };
}

/** What the process's first population costs: the names are read then, and shared by all. Needs `--expose-gc`. */
export function firstPopulation(users: number): { readonly readyMs: number; readonly heapMB: number } {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let people: Population | undefined;
  const microseconds = cpu(() => (people = raise(users)));
  globalThis.gc?.();
  const heapMB = Math.round((process.memoryUsage().heapUsed - before) / 100_000) / 10;
  return { readyMs: people?.size === users ? Math.round(microseconds / 100) / 10 : NaN, heapMB };
}

function raise(count: number): Population {
  return new Population({
    ...{ seed: 'bench', count, upnSuffix: 'contoso.com' },
    parents: ['OU=Staff,DC=corp,DC=contoso,DC=com'],
    ...{ domainSid: 'S-1-5-21-1-2-3', ridBase: 100_000 },
  });
}

/** Each operation over people from all of the population. */
function costs(people: Population): Readonly<Record<string, number>> {
  const subjects = Array.from({ length: SUBJECTS }, (_, index) => {
    const person = people.at(spread(index, SUBJECTS, people.size));
    const { n, sam, upn, mail, guid, sid, key, displayName } = person;
    return { n, sam, upn, mail, guid, sid, key, displayName, password: people.passwordOf(n) };
  });
  type Subject = (typeof subjects)[number];
  const operations: Readonly<Record<string, (subject: Subject) => unknown>> = {
    person: ({ n }) => people.at(n),
    'person with names, GUID and SID': ({ n }) => namesOf(people.at(n)),
    'person with all attributes': ({ n }) => attributesOf(people.at(n)),
    'by SAM name': ({ sam }) => people.bySam(sam),
    'by UPN': ({ upn }) => people.byUpn(upn),
    'by mail': ({ mail }) => people.byMail(mail),
    'by GUID': ({ guid }) => people.byGuid(guid),
    'by SID': ({ sid }) => people.bySid(sid),
    'by DN': ({ key }) => people.byDn(key),
    'by display name': ({ displayName }) => people.byDisplayName(displayName),
    'password derived': ({ n }) => people.passwordOf(n),
    'NT hash': ({ password }) => ntHash(password),
  };
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      cost((nth) => operation(at(subjects, nth))),
    ]),
  );
}

function at<T>(list: readonly T[], nth: number): T {
  const found = list[nth % list.length];
  if (found === undefined) throw new RangeError('nobody to measure');
  return found;
}

function namesOf({ sam, upn, key, sid, guid }: Person): unknown {
  return [sam, upn, key, sid, guid];
}

/** The same people each time, from everywhere. */
function spread(index: number, of: number, size: number): number {
  return Math.floor((index * size) / of);
}

function walked(people: Population): number {
  const many = Math.min(people.size, 1_000_000);
  let met = 0;
  const microseconds = cpu(() => {
    for (const person of people.walk()) {
      if (person.occupation.department !== '') met++;
      if (met === many) break;
    }
  });
  return Math.round((met / microseconds) * 1_000) * 1_000;
}

function mistaken(people: Population, samples: number): number {
  let wrong = 0;
  for (let index = 0; index < samples; index++) {
    const n = spread(index, samples, people.size);
    const { sam, upn, mail, guid, sid, key } = people.at(n);
    const found = [people.bySam(sam), people.byUpn(upn), people.byMail(mail), people.byGuid(guid)];
    if ([...found, people.bySid(sid), people.byDn(key)].some((other) => other !== n)) wrong++;
  }
  return wrong;
}

function cost(work: (nth: number) => unknown): number {
  for (let nth = 0; nth < TIMES / 10; nth++) work(nth);
  const microseconds = cpu(() => {
    for (let nth = 0; nth < TIMES; nth++) work(nth);
  });
  return Math.round((microseconds / TIMES) * 100) / 100;
}

function cpu(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const samples = process.argv.includes('--short') ? 10_000 : 1_000_000;
  const first = firstPopulation(10_000_000);
  const populations = SIZES.map((users) => populationFigures(users, samples));
  console.log(JSON.stringify({ machine: machine(), first, populations }, undefined, 2));
}
