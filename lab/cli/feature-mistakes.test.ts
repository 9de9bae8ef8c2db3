import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { withCommandPlace } from './agent-command.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ptalab-mistakes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(description: string): { status: number | null; text: string } {
  const lines = description.split('\n').map((line) => `      ${line}`);
  const feature = [
    'Feature: X',
    '  Scenario: Y',
    '    Given a lab described by:',
    '      """yaml',
    ...lines,
    '      """',
    '    When ada@contoso.com signs in with an OAuth client',
  ];
  mkdirSync(join(folder, 'features'), { recursive: true });
  writeFileSync(join(folder, 'features/x.feature'), feature.join('\n'));
  const { status, stdout } = spawnSync(process.execPath, [MAIN, 'run'], { cwd: folder, encoding: 'utf8' });
  return { status, text: stdout };
}

test("a mistake in a feature's lab is told where it stands, without a stack", () => {
  const { status, text } = run('forest:\n  lockuot: {}');
  expect(status).toBe(1);
  expect(text).toContain('features/x.feature:6:9: forest.lockuot: found the unknown key "lockuot"');
  expect(text).not.toMatch(/^\s+at /m);
});

test("so is an agent's command that cannot be started, which says nothing of the behaviour", () => {
  const { status, text } = run('forest:\negress:\nagents: [{ host: A1, command: [./none] }]');
  expect(status).toBe(3);
  expect(text).toContain('features/x.feature:7:37: agents[0].command: the lab did not start');
  expect(text).toContain('Write a program that exists and may be run');
  expect(text).not.toMatch(/^\s+at /m);
});

test('an error that names no written command is left as it is', () => {
  const lab = { text: 'agents: [{host: AGENT1}]', file: 'lab.yaml' };
  expect(withCommandPlace('agent AGENT1 exited with code 1.', [lab])).toBe(
    'agent AGENT1 exited with code 1.',
  );
  expect(withCommandPlace('the forest failed', [lab])).toBe('the forest failed');
});
