import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = mkdtempSync(join(tmpdir(), 'ptalab-load-tier-'));

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

/** `ptalab load …` as somebody types it, in a folder of its own; `onOutput` sees what it has said so far. */
function ptalab(args: readonly string[], onOutput?: (text: string, pid: number) => void): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'lab/cli/main.ts'), 'load', ...args], { cwd: FOLDER });
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    if (child.pid !== undefined) onOutput?.(text, child.pid);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

const report = (folder: string, file: string): string => readFileSync(join(FOLDER, folder, file), 'utf8');
const json = (folder: string, file: string): unknown => JSON.parse(report(folder, file));

beforeAll(() => {
  if (process.env['PTALAB_K6'] === undefined && !existsSync(join(ROOT, '.k6', 'k6')))
    throw new Error('the load tier needs a k6: `npm run k6:build` builds it, or PTALAB_K6 names one');
});
afterAll(() => rmSync(FOLDER, { recursive: true }));

interface Report {
  readonly cpu: readonly { readonly component: string; readonly cpuMs: number }[];
  readonly series: Readonly<Record<string, readonly { readonly points: readonly unknown[] }[]>>;
}

/** Every part that a sign-in passes has used a processor, and every chart has values over time. */
function expectFigures({ cpu, series }: Report): void {
  for (const component of ['cloud', 'forest', 'AGENT1', 'k6 (load generator)'])
    expect(cpu.find((one) => one.component === component)?.cpuMs, component).toBeGreaterThan(0);
  for (const name of ['latencyMs', 'flow', 'agents', 'cores'])
    expect(series[name]?.[0]?.points.length, name).toBeGreaterThan(2);
}

/** Processes of this machine whose command line names the folder of a load. */
function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

describe('a script', () => {
  test('runs against a lab of its own, and is reported', async () => {
    const { code, text } = await ptalab([...'steady --rate 30 --duration 5s --vus 60 --p95 5s'.split(' ')]);
    expect(text).toMatch(/steady: 1[45]\d sign-ins, 0 failed/);
    expect(code).toBe(0);
    const latest = join('reports', readlinkSync(join(FOLDER, 'reports', 'latest')));
    const files = ['junit.xml', 'k6-summary.json', 'load.json', 'report.html'];
    expect(readdirSync(join(FOLDER, latest)).sort()).toEqual(files);
    const figures = json(latest, 'load.json');
    expect(figures).toMatchObject({
      ending: 'passed',
      exitCode: 0,
      launcher: 'process',
      clients: { failed: 0 },
      agents: [{ host: 'AGENT1' }],
      flows: [{ flow: 'managed', failed: 0 }],
      payload: { registered: 1, guideRequestBytes: 1_536 },
    });
    expectFigures(figures as Report);
    expect(report(latest, 'junit.xml')).toContain('failures="0"');
    expect(report(latest, 'report.html')).toContain('every threshold held');
  });
});

describe('a load that does not go well', () => {
  test('fails when a threshold is crossed, and says which', async () => {
    const { code, text } = await ptalab([
      'steady',
      '--rate',
      '10',
      '--duration',
      '3s',
      '--p95',
      '1ms',
      '--out',
      'crossed',
    ]);
    expect(text).toContain('✗ sign_in_duration: p(95)<1');
    expect(code).toBe(1);
    expect(report('crossed', 'junit.xml')).toMatch(/sign_in_duration: p\(95\)&lt;1: measured/);
  });

  test('stops at Ctrl-C with its reports, and leaves no process and no file of passwords', async () => {
    let group = 0;
    const { code } = await ptalab(
      ['steady', '--rate', '10', '--duration', '60s', '--out', 'stopped'],
      (text, pid) => {
        if (group === 0 && /\d+ done/.test(text)) process.kill((group = pid), 'SIGINT');
      },
    );
    expect(code).toBe(130);
    expect(json('stopped', 'load.json')).toMatchObject({ ending: 'stopped' });
    const folder = `ptalab-load-${group}-`;
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(folder))).toEqual([]);
    expect(processesIn(folder)).toEqual([]);
  });
});

describe('a knee search', () => {
  test('measures step by step and prints the sizing table', async () => {
    const { code, text } = await ptalab([
      'knee',
      '--from',
      '10',
      '--to',
      '20',
      '--step',
      '2s',
      '--p95',
      '5s',
      '--registered',
      '3',
      '--env',
      'WARM_UP=1s',
      '--out',
      'knee',
    ]);
    expect(text).toContain('300 to 400 authentications per second');
    expect(code).toBe(0);
    expect(json('knee', 'knee.json')).toMatchObject({
      kind: 'knee',
      rows: [{ agents: 1, registered: 3, knee: 20, atCeiling: true, payload: { guideRequestBytes: 3_584 } }],
    });
    expect(report('knee', 'report.html')).toContain('Sizing');
  });
});
