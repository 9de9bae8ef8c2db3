import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { adviceSchema } from '../../lockout-advice/index.ts';
import { carryOut } from '../carry-out.ts';
import { EXIT } from '../exit-codes.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'ptalab-lockout-command-'));
const LAB = join(FOLDER, 'lab.yaml');
const NO_FOREST = join(FOLDER, 'no-forest.yaml');
writeFileSync(
  LAB,
  `forest:
  lockout: { threshold: 20, duration: 10m, observationWindow: 10m }
  fineGrainedPolicies:
    - { name: Strict, precedence: 1, appliesTo: [bob], lockout: { threshold: 4 } }
  users: { named: [{ sam: ada, upn: ada@contoso.com }, { sam: bob, upn: bob@contoso.com }] }
cloud: { smartLockout: { threshold: 8, duration: 11m } }
`,
);
writeFileSync(NO_FOREST, 'cloud: {}\n');
afterAll(() => rmSync(FOLDER, { recursive: true }));

async function typed(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const terminal = { isTerminal: false, say: note, complain: note, live: () => undefined };
  const host = { cwd: FOLDER, terminal, exit: () => undefined, version: '0' };
  const code = await carryOut(['lockout', 'advise', ...args], host);
  return { code, text: lines.join('\n') };
}

const advice = async (...args: string[]) => {
  const { code, text } = await typed('--json', '--guesses', '5', '--for', '1h', ...args);
  return { code, ...adviceSchema.parse(JSON.parse(text)) };
};

describe('ptalab lockout advise', () => {
  test('judges every policy of a lab; one that breaks the rule fails', async () => {
    const { code, cloud, policies } = await advice('--lab', LAB);
    expect(code).toBe(EXIT.failed);
    expect(cloud).toEqual({ threshold: 8, durationSeconds: 660, growth: 'double' });
    expect(policies.map(({ name, threshold, keepsRule }) => [name, threshold, keepsRule])).toEqual([
      ['corp.contoso.com', 20, true],
      ['corp.contoso.com: Strict', 4, false],
    ]);
  });

  test('judges the policy of one user', async () => {
    expect(await advice('--lab', LAB, '--user', 'ada')).toMatchObject({ code: EXIT.passed, keepsRule: true });
    expect(await advice('--lab', LAB, '--user', 'bob@contoso.com')).toMatchObject({ code: EXIT.failed });
  });

  test('takes what is typed before what the lab says', async () => {
    const typedValues = ['--ad-threshold', '15', '--ad-duration', '30m', '--ad-window', '20m'];
    const { code, cloud, policies } = await advice(
      '--cloud-threshold',
      '5',
      '--cloud-duration',
      '25m',
      ...typedValues,
    );
    expect(cloud).toMatchObject({ threshold: 5, durationSeconds: 1_500 });
    expect(policies).toMatchObject([{ threshold: 15, durationMinutes: 30, windowMinutes: 20 }]);
    expect(code).toBe(EXIT.failed);
    expect(
      (
        await advice(
          '--cloud-threshold',
          '5',
          '--cloud-duration',
          '25m',
          ...typedValues,
          '--rule-text',
          'older',
        )
      ).code,
    ).toBe(EXIT.passed);
  });

  test('prints the shape of its JSON', async () => {
    const { code, text } = await typed('--schema');
    expect([code, JSON.parse(text)]).toMatchObject([
      EXIT.passed,
      { type: 'object', required: expect.any(Array) },
    ]);
  });

  test.each<[string[], RegExp]>([
    [
      ['--cloud-duration', '60'],
      /--cloud-duration takes whole seconds .*not "60"; Smart Lockout has seconds/,
    ],
    [['--ad-duration', '90s'], /--ad-duration takes whole minutes .*not "90s"; Active Directory has minutes/],
    [
      ['--ad-duration', '10m', '--ad-window', '20m'],
      /no --ad-window longer than --ad-duration \(found 20 min and 10 min\)/,
    ],
    [['--cloud-threshold', '0'], /--cloud-threshold takes a whole number from 1 to 50/],
    [['--ad-threshold', '1000'], /--ad-threshold takes a whole number from 0 to 999/],
    [
      ['--lab', LAB, '--user', 'addda@contoso.com'],
      /names no user "addda@contoso\.com"; did you mean ada@contoso\.com\?/,
    ],
    [['--lab', NO_FOREST], /has no forest/],
    [['--lab', 'none.yaml'], /none\.yaml: found no such file/],
    [['--phone-every', '1s', '--for', '24h'], /--for is too long for tries that often/],
    [['--rule-text', 'newest'], /Allowed choices are current, older/],
  ])('%j is refused in one message', async (args, message) => {
    const { code, text } = await typed(...args);
    expect(text).toMatch(message);
    expect(code).toBe(EXIT.usage);
  });
});
