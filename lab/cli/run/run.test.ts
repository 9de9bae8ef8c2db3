import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserFolder } from './run.fixture.ts';

const WELL = 'Feature: Well\n  @good\n  Scenario: One\n    Given all is well\n';
const BROKEN = 'Feature: Broken\n  Scenario: Two\n    Given all is well\n    Given it breaks\n';
const SKIPPED = 'Feature: Skipped\n  Scenario: Three\n    Given it is skipped\n';

describe('a run', () => {
  test('that passes says so, with seed and reports', async () => {
    using folder = new UserFolder({ 'verify/well.feature': WELL });
    expect(await folder.run()).toBe(0);
    expect(folder.said[0]).toBe('seed test');
    expect(folder.text).toMatch(/✓ 1\/1 {2}verify \/ Well: One {2}\d+ ms/);
    for (const name of ['junit.xml', 'report.html', 'messages.ndjson', 'run.json']) {
      expect(existsSync(join(folder.path, 'reports/latest', name)), name).toBe(true);
    }
  });

  test('that fails names step, place and error, and goes on', async () => {
    using folder = new UserFolder({ 'a.feature': BROKEN, 'b.feature': WELL });
    expect(await folder.run()).toBe(1);
    expect(folder.text).toContain('features/a.feature:4  it breaks');
    expect(folder.text).toContain('the hop at fault');
    expect(folder.text).toContain('2 scenarios: 1 passed, 1 failed');
    const summary: unknown = JSON.parse(readFileSync(join(folder.path, 'reports/latest/run.json'), 'utf8'));
    expect(folder.text).toMatch(/its history: .*reports.*histories.a-two-\w+\.txt/);
    const [history = ''] = globSync('reports/latest/histories/*', { cwd: folder.path });
    expect(readFileSync(join(folder.path, history), 'utf8')).toBe('its hops');
    expect(summary).toMatchObject({ seed: 'test', exitCode: 1, passed: 1, failed: 1, planned: 2 });
  });

  test('in which a scenario was skipped is unknown', async () => {
    using folder = new UserFolder({ 'a.feature': SKIPPED });
    expect(await folder.run()).toBe(4);
  });

  test('writes its reports where it is told to', async () => {
    using folder = new UserFolder({ 'a.feature': WELL });
    await folder.run({ report: join(folder.path, 'elsewhere') });
    expect(existsSync(join(folder.path, 'elsewhere/junit.xml'))).toBe(true);
    expect(existsSync(join(folder.path, 'reports'))).toBe(false);
  });

  test('leaves @alone for last', async () => {
    const alone = 'Feature: Alone\n  @alone\n  Scenario: Zero\n    Given all is well\n';
    using folder = new UserFolder({ 'a.feature': alone, 'b.feature': WELL });
    expect(await folder.run({ parallel: '2' })).toBe(0);
    const ended = folder.said.filter((line) => line.startsWith('✓'));
    expect(ended.at(-1)).toContain('Alone: Zero');
  });
});

describe('limits', () => {
  const waiting = 'Feature: Waiting\n  Scenario: Slow\n    Given it waits for Godot\n';

  test("a scenario's limit names the pending wait", async () => {
    using folder = new UserFolder({ 'a.feature': waiting, 'b.feature': WELL });
    expect(await folder.run({ scenarioLimit: '200ms' })).toBe(1);
    expect(folder.text).toContain("the scenario's limit of 0.2 s has passed while waiting for Godot");
    expect(folder.text).toContain('1 passed, 1 failed');
  });

  test("the run's limit ends what is in progress, and starts no more: that is unknown", async () => {
    using folder = new UserFolder({ 'a.feature': waiting, 'b.feature': WELL });
    expect(await folder.run({ runLimit: '1500ms' })).toBe(4);
    expect(folder.text).toContain('has passed; 1 scenario is in progress');
    expect(folder.text).toContain("the run's limit of 2s has passed while waiting for Godot");
    expect(folder.text).toContain('2 scenarios: 0 passed, 0 failed, 1 unknown, 1 not run');
    expect(folder.said.filter((line) => line.includes('Slow'))).toHaveLength(1);
    expect(folder.text).not.toContain('Well: One');
  });

  test("a failure before the run's limit stays one", async () => {
    using folder = new UserFolder({ 'a.feature': BROKEN, 'b.feature': waiting });
    expect(await folder.run({ runLimit: '1500ms' })).toBe(1);
  });

  test('what Ctrl-C ends is unknown, not failed', async () => {
    using folder = new UserFolder({ 'a.feature': waiting, 'b.feature': WELL });
    const run = folder.run();
    await expect.poll(() => folder.text, { timeout: 10_000 }).toContain('side by side');
    // The run listens to signals once it has said so.
    await expect.poll(() => process.listenerCount('SIGINT')).toBeGreaterThan(0);
    process.emit('SIGINT');
    expect(await run).toBe(130);
    expect(folder.text).toMatch(/2 scenarios: 0 passed, 0 failed, (1 unknown, 1|2) not run/);
  });
});

describe('a lab that does not come up', () => {
  test('is said without a stack, and has an exit code of its own', async () => {
    using folder = new UserFolder({ 'a.feature': 'Feature: X\n  Scenario: Y\n    Given no lab comes up\n' });
    expect(await folder.run()).toBe(3);
    expect(folder.text).toContain('the lab did not start: an agent failed: no such program');
    expect(folder.text).not.toMatch(/^\s+at /m);
  });
});

describe('before anything starts', () => {
  test.each([
    ['an unknown tag', WELL, { tags: '@goood' }, 'no scenario is tagged @goood; did you mean @good?'],
    ['half a tag expression', WELL, { tags: '@good and' }, '--tags "@good and" is no tag expression'],
    ['a parse error', `${WELL}    Givn z\n`, {}, 'features/a.feature does not parse (5:5)'],
    [
      'a scenario without steps',
      'Feature: X\n  Scenario: Y\n    Givn z\n',
      {},
      'features/a.feature:2: the scenario "Y" has no steps',
    ],
    [
      'an undefined step',
      'Feature: X\n  Scenario: Y\n    Given all is wel\n',
      {},
      'features/a.feature:3: no step definition fits',
    ],
    [
      'an ambiguous step',
      'Feature: X\n  Scenario: Y\n    Given two meanings\n',
      {},
      'more than one definition fits',
    ],
    [
      'a name that nothing has',
      WELL,
      { name: 'Onee' },
      '--name "Onee" fits none of 1 scenario names; did you mean One?',
    ],
    ['an empty shard', WELL, { shard: '2/2' }, 'no scenario was selected: of 1, none fits --shard 2/2'],
  ])('%s is refused', async (_, feature, options, message) => {
    using folder = new UserFolder({ 'a.feature': feature });
    await expect(folder.run(options)).rejects.toThrow(message);
    expect(existsSync(join(folder.path, 'reports'))).toBe(false);
  });

  test('the nearest step is named', async () => {
    using folder = new UserFolder({ 'a.feature': 'Feature: X\n  Scenario: Y\n    Given all is wel\n' });
    await expect(folder.run()).rejects.toThrow(/The nearest one is\n {2}all is well {2}\(.*steps\.mjs:\d+\)/);
  });

  test('a path that names nothing is refused', async () => {
    using folder = new UserFolder({ 'a.feature': WELL });
    await expect(folder.run({}, ['features/nowhere.feature'])).rejects.toThrow(
      'no feature file at features/nowhere.feature',
    );
  });

  test('a line at which no scenario begins is refused, and the nearest named', async () => {
    using folder = new UserFolder({ 'a.feature': WELL });
    const refused = expect(folder.run({}, ['features/a.feature:3:999'])).rejects;
    await refused.toThrow(
      'no scenario begins at features/a.feature:999; the nearest is features/a.feature:3  One',
    );
  });

  test('the known tags are listed', async () => {
    using folder = new UserFolder({ 'a.feature': WELL });
    await expect(folder.run({ tags: '@other' })).rejects.toThrow('known tags: @good');
  });

  test('a list names what would run, and runs nothing', async () => {
    using folder = new UserFolder({ 'a.feature': BROKEN, 'b.feature': WELL });
    expect(await folder.run({ list: true, tags: '@good' })).toBe(0);
    expect(folder.text).toContain('Well: One  @good\n    features/b.feature:3');
    expect(folder.text).not.toContain('Two');
  });

  test('a line selects one scenario', async () => {
    using folder = new UserFolder({ 'b.feature': `${WELL}  Scenario: Other\n    Given it breaks\n` });
    expect(await folder.run({}, ['features/b.feature:3'])).toBe(0);
  });
});
