import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../errors.ts';
import { UserFolder } from '../run.fixture.ts';
import { parseExceptions } from './exceptions-file.ts';
import { withReasons } from './junit-reasons.ts';
import { DOCKER_ONLY_REASON } from './not-here.ts';

const entry = (scenario: string, launchers: string, reason: string): string =>
  `- scenario: ${JSON.stringify(scenario)}\n  launchers: ${launchers}\n  reason: ${reason}\n`;
const REASON = 'it watches the threads of one process';

test('an entry is read with its place', () => {
  const text = `# why\n${entry('features/a.feature: One: two', '[docker, attach]', REASON)}`;
  expect(parseExceptions(text, 'e.yaml')).toEqual([
    {
      uri: 'features/a.feature',
      name: 'One: two',
      launchers: ['docker', 'attach'],
      reason: REASON,
      place: 'e.yaml:2',
    },
  ]);
});

test.each(['', '[]', '# nothing'])('%j has none', (text) => {
  expect(parseExceptions(text, 'e.yaml')).toEqual([]);
});

test.each([
  [entry('One', '[docker]', REASON), 'e.yaml:1: scenario: expected "features/x.feature: The name'],
  [
    entry('a.feature: One', '[dokcer]', REASON),
    'e.yaml:2: launchers.0: expected one of inline, process, docker, attach, external; did you mean docker?',
  ],
  [entry('a.feature: One', '[]', REASON), 'e.yaml:2: launchers: expected one launcher or more'],
  [entry('a.feature: One', '[docker]', 'no'), 'e.yaml:3: reason: expected a reason that a reader can judge'],
  ['a: 1', 'expected a list of'],
  ['- [', 'e.yaml:'],
  [entry('a.feature: One', '[docker]', REASON).repeat(2), 'e.yaml:4: "One" stands at e.yaml:1 already'],
])('%j is refused', (text, message) => {
  const refused = (): unknown => parseExceptions(text, 'e.yaml');
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(message);
});

test('the reason comes to the skipped case alone, escaped', () => {
  const xml = [
    '<testcase classname="F &amp; G" name="One" time="0">\n<skipped/>\n</testcase>',
    '<testcase classname="F &amp; G" name="Two - rows - #1.1" time="0">\n<skipped/>\n</testcase>',
    '<testcase classname="F &amp; G" name="Other" time="0">\n<skipped/>\n</testcase>',
  ].join('\n');
  const told = withReasons(xml, [
    { feature: 'F & G', name: 'One', reason: 'a < "b"' },
    { feature: 'F & G', name: 'Two', reason: 'c' },
  ]);
  expect(told.match(/<skipped[^/]*\/>/g)).toEqual([
    '<skipped message="a &lt; &quot;b&quot;"/>',
    '<skipped message="c"/>',
    '<skipped/>',
  ]);
});

describe('a run', () => {
  const features = {
    'a.feature': 'Feature: A\n  Scenario: One\n    Given it breaks\n  Scenario: Two\n    Given all is well\n',
    'b.feature': 'Feature: B\n  @docker\n  Scenario: Three\n    Given it breaks\n',
  };
  const onInline = { ...features, 'exceptions.yaml': entry('features/a.feature: One', '[inline]', REASON) };

  test('leaves out what cannot run there, says why, and passes', async () => {
    using folder = new UserFolder(onInline);
    expect(await folder.run()).toBe(0);
    expect(folder.text).toContain(`not on inline: features/a.feature: One: ${REASON}`);
    expect(folder.text).toContain(`not on inline: features/b.feature: Three: ${DOCKER_ONLY_REASON}`);
    expect(folder.text).toContain('1 scenario: 1 passed, 0 failed, 2 not on inline');
    expect(folder.said.filter((line) => line.startsWith('?'))).toEqual([]);
  });

  test('tells it in its reports', async () => {
    using folder = new UserFolder(onInline);
    await folder.run();
    const read = (name: string): string => readFileSync(join(folder.path, 'reports/latest', name), 'utf8');
    expect(JSON.parse(read('run.json'))).toMatchObject({
      launcher: 'inline',
      planned: 1,
      notRun: 0,
      notHere: [
        { name: 'One', reason: REASON },
        { name: 'Three', reason: DOCKER_ONLY_REASON },
      ],
    });
    expect(read('junit.xml')).toContain(`<skipped message="${REASON}"/>`);
    expect(read('report.html')).toContain(REASON);
  });

  test('of nothing but such scenarios is unknown', async () => {
    using folder = new UserFolder(onInline);
    await expect(folder.run({ tags: '@docker' })).rejects.toThrow('none can run on inline');
  });

  test('on another launcher leaves out other scenarios', async () => {
    using folder = new UserFolder(onInline);
    expect(await folder.run({ launcher: 'docker', list: true })).toBe(0);
    expect(folder.text).not.toContain('not on');
    expect(folder.text).toContain('B: Three');
  });

  test('refuses an entry whose scenario its file has not', async () => {
    const wrong = { ...features, 'exceptions.yaml': entry('features/a.feature: Onee', '[docker]', REASON) };
    using folder = new UserFolder(wrong);
    await expect(folder.run()).rejects.toThrow(
      'features/exceptions.yaml:1: features/a.feature has no scenario "Onee"; did you mean One?',
    );
  });
});
