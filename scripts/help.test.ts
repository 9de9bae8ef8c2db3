import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SCRIPTS = [
  ['differential', ['differential/main.ts'], ['--only <value>', 'reports/differential.md']],
  ['test:consumers', ['consumers/main.ts'], ['--lanes <value>', '2 unless given', 'reports/consumers.md']],
  ['test:clients', ['clients/main.ts'], ['--only <value>', 'root on Linux', 'reports/clients.md']],
  ['bench:forest', ['bench/forest/main.ts'], ['--without-peers', 'reports/bench-forest.json']],
  ['bench', ['bench/main.ts'], ['--short', 'reports/bench.json']],
  ['fuzz:ldap', ['scripts/fuzz-ldap.ts'], ['--seconds <value>', '60 unless given', 'reports/fuzz-ldap.hex']],
  ['sabotage', ['scripts/sabotage.ts'], ['[words …]', 'Results are printed']],
  ['peers:samba', ['scripts/peers/main.ts', 'samba'], ['[stop]', 'peer.json', 'root on Debian']],
  ['peers:slapd', ['scripts/peers/main.ts', 'slapd'], ['[stop]', 'peer.json', 'root on Debian']],
] as const;

const cwd = fileURLToPath(new URL('..', import.meta.url));

function call(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test.each(SCRIPTS)(
  'npm run %s says what it does, takes and leaves; a mistake has one line',
  async (name, program, texts) => {
    const [help, mistake] = await Promise.all([call(...program, '--help'), call(...program, '--nonsense')]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const text of [`npm run ${name}`, 'Exit codes: 0', ...texts]) expect(help.stdout).toContain(text);
    expect(mistake).toMatchObject({ code: 2, stdout: '' });
    expect(mistake.stderr).toMatch(/^Unknown option '--nonsense'.*\n$/);
    expect(mistake.stderr).toContain(`npm run ${name} -- --help`);
  },
);

test.each([
  [['scripts/peers/main.ts', 'samba', 'halt'], "'halt' is none of start, stop"],
  [['scripts/sabotage.ts', 'no such scenario anywhere'], 'no scenario’s name has all of'],
  [['scripts/fuzz-ldap.ts', '--seconds', 'soon'], '--seconds is a number of seconds, not soon'],
  [['consumers/main.ts', '--only', 'nobody'], 'there is no nobody; there are'],
  [['clients/main.ts', '--only', 'nobody'], 'there is no nobody; there are'],
  [['consumers/main.ts', '--lanes', '0'], '--lanes is a whole number'],
  [['differential/main.ts', '--only', 'Z-99', '--simulated-only'], 'no case has Z-99 in its id'],
])('%j: one line, and exit code 2', async (args, text) => {
  const { code, stderr } = await call(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
