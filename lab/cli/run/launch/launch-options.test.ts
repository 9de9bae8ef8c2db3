import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from '../../errors.ts';
import { placeOf, readLaunch, type LaunchOptions } from './launch-options.ts';
import { splitWords } from './words.ts';

const TOKEN = 'a-token-of-some-length';
const ESTATE = 'http://127.0.0.1:7443';

test.each<[LaunchOptions, NodeJS.ProcessEnv, object]>([
  [{}, {}, { launcher: 'inline' }],
  [{}, { PTALAB_LAUNCHER: '' }, { launcher: 'inline' }],
  [{}, { PTALAB_LAUNCHER: 'process' }, { launcher: 'process' }],
  [{ launcher: 'docker' }, { PTALAB_LAUNCHER: 'process' }, { launcher: 'docker' }],
  [
    { launcher: 'docker', agentImage: 'reg.example:5000/a/agent:1.2' },
    {},
    { launcher: 'docker', agentImage: 'reg.example:5000/a/agent:1.2' },
  ],
  [
    { agentCommand: './agent --name "a b"' },
    {},
    { launcher: 'inline', agentCommand: ['./agent', '--name', 'a b'] },
  ],
  [
    { attach: ESTATE },
    { PTALAB_TOKEN: TOKEN },
    { launcher: 'docker', attach: { url: ESTATE, token: TOKEN } },
  ],
])('%j with %j', (options, env, choice) => {
  expect(readLaunch(options, env, 'inline')).toEqual(choice);
});

test.each<[LaunchOptions, NodeJS.ProcessEnv, string]>([
  [
    { launcher: 'dokcer' },
    {},
    '--launcher takes inline, process, docker, not "dokcer"; did you mean docker?',
  ],
  [{}, { PTALAB_LAUNCHER: 'proces' }, 'PTALAB_LAUNCHER takes inline, process, docker'],
  [{ agentImage: 'a b' }, { PTALAB_LAUNCHER: 'docker' }, '--agent-image takes the name of an image'],
  [{ agentImage: '--privileged' }, { PTALAB_LAUNCHER: 'docker' }, '--agent-image takes the name of an image'],
  [{ agentImage: 'x/y' }, {}, '--agent-image needs --launcher docker; inline runs agents as processes'],
  [{ agentCommand: ' ' }, {}, '--agent-command takes a program and its arguments'],
  [{ agentCommand: 'a "b' }, {}, '--agent-command has an opening " without the closing one'],
  [{ attach: ESTATE }, {}, "--attach needs the estate's token, in PTALAB_TOKEN or by --token-file"],
  [{ attach: ESTATE }, { PTALAB_TOKEN: 'short' }, 'PTALAB_TOKEN holds no token'],
  [{ attach: ESTATE, tokenFile: '/nowhere/token' }, {}, '--token-file /nowhere/token cannot be read'],
  [{ tokenFile: 'token' }, {}, 'add --attach <url>'],
  [{ attach: 'here' }, {}, 'this is no address'],
  [{ attach: 'https://127.0.0.1:1' }, {}, 'it cannot be reached by https://'],
  [{ attach: 'http://127.0.0.1' }, {}, 'host and port are needed'],
  [{ attach: 'http://me:secret@127.0.0.1:1' }, {}, 'never in the address'],
  [{ attach: 'http://127.0.0.1:1/?token=secret' }, {}, 'never in the address'],
  [{ attach: 'http://127.0.0.1:1/control' }, {}, 'and nothing else'],
  [{ attach: 'http://10.1.2.3:7443' }, {}, 'forward a port of 127.0.0.1'],
  [
    { attach: ESTATE, launcher: 'docker' },
    { PTALAB_TOKEN: TOKEN },
    '--attach and --launcher exclude each other',
  ],
  [{ attach: ESTATE, agentImage: 'x' }, { PTALAB_TOKEN: TOKEN }, '--attach and --agent-image exclude'],
  [{ attach: ESTATE, agentCommand: 'x' }, { PTALAB_TOKEN: TOKEN }, '--attach and --agent-command exclude'],
])('%j with %j is refused', (options, env, message) => {
  const refused = (): unknown => readLaunch(options, env, 'inline');
  expect(refused).toThrow(UsageError);
  expect(refused).toThrow(message);
});

test('no refusal repeats a token', () => {
  const secret = 'se cret';
  const told = expect.not.objectContaining({ message: expect.stringContaining(secret) });
  expect(() => readLaunch({ attach: ESTATE }, { PTALAB_TOKEN: secret }, 'inline')).toThrow(told);
  expect(() => readLaunch({ attach: `http://h/${secret}` }, { PTALAB_TOKEN: TOKEN }, 'inline')).toThrow(told);
});

test('a token comes from its file, and the file goes before the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-token-'));
  try {
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, `${TOKEN}\n`);
    const choice = readLaunch({ attach: ESTATE, tokenFile }, { PTALAB_TOKEN: 'x'.repeat(20) }, 'inline');
    expect(choice.attach?.token).toBe(TOKEN);
    expect(placeOf(choice)).toBe('attach');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const DOMAIN = {
  name: 'dc1.contoso.lab',
  host: '127.0.0.1',
  ldap: 389,
  ldaps: 636,
  base: 'DC=contoso,DC=lab',
  netbios: 'CONTOSO',
  dns: 'contoso.lab',
  admin: { dn: 'CN=Administrator,CN=Users,DC=contoso,DC=lab', password: 'a-secret-1' },
  trust: '-----BEGIN CERTIFICATE-----',
};

test('a real domain is named by a file, which is read at once; no password is handed on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-domain-'));
  try {
    const forest = join(folder, 'domain.json');
    writeFileSync(forest, JSON.stringify(DOMAIN));
    const choice = readLaunch({ forest }, { PTALAB_FOREST: '/nowhere.json' }, 'inline');
    expect(choice).toEqual({ launcher: 'inline', forestFile: forest });
    expect(readLaunch({}, { PTALAB_FOREST: forest }, 'process').forestFile).toBe(forest);
    expect(placeOf(choice)).toBe('inline, external');
    for (const [options, env] of [
      [{ forest, launcher: 'docker' }, {}],
      [{ forest, attach: ESTATE }, { PTALAB_TOKEN: TOKEN }],
    ] as const) {
      expect(() => readLaunch(options, env, 'inline')).toThrow('exclude each other: the domain answers on');
    }
    writeFileSync(forest, JSON.stringify({ ...DOMAIN, host: 'dc1.contoso.com' }));
    expect(() => readLaunch({}, { PTALAB_FOREST: forest }, 'inline')).toThrow(
      /^PTALAB_FOREST: .* of this machine/,
    );
    expect(() => readLaunch({ forest: '' }, {}, 'inline')).toThrow('--forest takes the file');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('quoted words come back as they were', () => {
  const quote = (word: string): string => `"${word.replace(/["\\]/g, '\\$&')}"`;
  const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(words, (list) => {
      expect(splitWords(list.map(quote).join(' '), '--agent-command')).toEqual(list);
    }),
    { numRuns: 100 },
  );
});

test('no text makes the splitter do anything but answer or refuse', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      try {
        expect(splitWords(text, '--agent-command').length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
    { numRuns: 200 },
  );
});
