import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UsageError } from '../errors.ts';
import { adviceFor, lastKnee, readDemand } from './demand.ts';
import { readSearch, type KneePlanOptions } from './knee-plan.ts';
import { readKnobs, type KnobOptions } from './knobs.ts';
import { readLabChoice, type LabChoiceOptions } from './lab-choice.ts';
import { readInstead } from './surroundings.ts';

const said = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('nothing was said');
};

describe('what a script is told', () => {
  test('is what was typed, in its own units', () => {
    const { values, durationMs } = readKnobs({
      rate: '30',
      duration: '1m30s',
      vus: '80',
      p95: '250ms',
      env: ['STEPS=5', 'FLOW=a=b'],
    });
    expect(values).toEqual({
      RATE: '30',
      DURATION: '90000ms',
      VUS: '80',
      THRESHOLD_P95_MS: '250',
      STEPS: '5',
      FLOW: 'a=b',
    });
    expect(durationMs).toBe(90_000);
    expect(readKnobs({})).toEqual({ values: {}, durationMs: undefined });
  });

  test.each<[KnobOptions, RegExp]>([
    [{ rate: '0' }, /--rate takes a number from 0.01 to 100000, not "0"/],
    [{ rate: 'fast' }, /--rate/],
    [{ rate: '' }, /--rate/],
    [{ vus: '1.5' }, /--vus takes a whole number from 1 to 10000/],
    [{ duration: '30' }, /--duration takes a duration .*such as 500ms, 5s or 10m, not "30"/],
    [{ duration: '10ms' }, /--duration/],
    [{ p95: '-1s' }, /--p95/],
    [{ env: ['steps=5'] }, /--env takes NAME=value.*not "steps=5"/],
    [{ env: ['STEPS'] }, /--env/],
    [{ env: ['PTALAB_TARGET=/etc/passwd'] }, /cannot set PTALAB_TARGET/],
    [{ env: ['SSL_CERT_FILE=x'] }, /cannot set SSL_CERT_FILE/],
    [{ env: [`A=${'x'.repeat(1_001)}`] }, /more than 1000 characters/],
  ])('%j is refused', (options, message) => {
    expect(said(() => readKnobs(options))).toMatch(message);
  });
});

describe('which lab', () => {
  test('is the load estate in processes unless said otherwise', () => {
    expect(readLabChoice({ seed: 'x' }, 300)).toMatchObject({
      labFile: undefined,
      users: 300,
      launch: { launcher: 'process' },
    });
    expect(readLabChoice({ users: '3000', registered: '40', launcher: 'inline' }, 300)).toMatchObject({
      users: 3_000,
      registered: 40,
      launch: { launcher: 'inline' },
    });
  });

  test.each<[LabChoiceOptions, RegExp]>([
    [{ users: '0' }, /--users takes a whole number from 1/],
    [{ registered: '41' }, /--registered takes a whole number from 1 to 40/],
    [{ lab: 'lab.yaml', users: '5' }, /forest.users.generate/],
    [{ lab: 'lab.yaml', agents: '2' }, /the file says which agents there are/],
    [{ launcher: 'proces' }, /process/],
    [{ attach: 'http://127.0.0.1:1' }, /--attach is not for load/],
  ])('%j is refused', (options, message) => {
    expect(said(() => readLabChoice(options, 300))).toMatch(message);
  });

  test('a target beyond loopback is refused, with the reason', () => {
    expect(said(() => readInstead('https://login.microsoftonline.com'))).toMatch(
      /--target: .*ptalab loads its own labs alone/,
    );
    expect(said(() => readInstead('login'))).toMatch(/--target: expected a URL such as/);
    expect(readInstead('https://127.0.0.1:8443')).toEqual({ host: '127.0.0.1', port: 8_443 });
  });
});

describe('a knee search', () => {
  test('has a plan for everything that was not said', () => {
    expect(readSearch({})).toMatchObject({
      agentCounts: [1],
      stepMs: 5_000,
      plan: { start: 50, ceiling: 2_000, p95Ms: 500, precision: 0.05 },
    });
    expect(readSearch({ agents: '1,3, 3,10' }).agentCounts).toEqual([1, 3, 10]);
  });

  test.each<[KneePlanOptions, RegExp]>([
    [{ agents: '0' }, /--agents takes a whole number from 1 to 40, not "0"/],
    [{ agents: '1,,3' }, /--agents/],
    [{ agents: '41' }, /--agents/],
    [{ step: '1s' }, /--step/],
    [{ from: '100', to: '50' }, /--to 50 is below --from 100/],
    [{ precision: '0' }, /--precision/],
    [{ steps: 'many' }, /--steps/],
  ])('%j is refused', (options, message) => {
    expect(said(() => readSearch(options))).toMatch(message);
  });
});

describe('a demand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-demand-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const knee = (name: string, text: string): void => {
    mkdirSync(join(folder, 'reports', name), { recursive: true });
    writeFileSync(join(folder, 'reports', name, 'knee.json'), text);
  };

  test('is advised upon by the guide, and by what was measured', () => {
    expect(readDemand({})).toBeUndefined();
    const rows = adviceFor({ peak: 900, average: 100 }, 450);
    expect(rows.map(({ advice }) => advice.advised)).toEqual([4, 4, 3]);
    expect(adviceFor({ peak: 900, average: 100 }, undefined)).toHaveLength(2);
  });

  test('half said, or upside down, is refused', () => {
    expect(said(() => readDemand({ peak: '900' }))).toMatch(/--peak and --average go together/);
    expect(said(() => readDemand({ peak: '10', average: '20' }))).toMatch(
      /--average 20 is more than --peak 10/,
    );
  });

  test('the newest search of this folder tells the knee; what is no search is passed over', () => {
    expect(lastKnee(folder)).toBeUndefined();
    const row = (agents: number, found?: number) => ({ agents, knee: found });
    knee('2026-01-01-000000-a', JSON.stringify({ kind: 'knee', rows: [row(3, 900), row(1, 400)] }));
    expect(lastKnee(folder)).toBe(400);
    knee('2026-01-02-000000-b', JSON.stringify({ kind: 'knee', rows: [row(1)] }));
    knee('2026-01-03-000000-c', 'cut off');
    expect(lastKnee(folder)).toBe(400);
    knee('2026-01-04-000000-d', JSON.stringify({ kind: 'knee', rows: [row(1, 450)] }));
    expect(lastKnee(folder)).toBe(450);
  });
});
