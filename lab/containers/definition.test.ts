import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { folderArchive } from './archive.ts';
import { createOptions, hostOptions } from './create-options.ts';
import { translated } from './docker-errors.ts';
import { isAbandoned } from './labels.ts';

const plain = { name: 'AGENT1', image: 'mine:1', ready: { line: /^ready/ }, readyWithinMs: 1 } as const;

describe("a folder's archive", () => {
  test('is one that tar reads, with owner and modes', () => {
    const content = { 'config.json': 'x'.repeat(513), 'state/key.pem': '', state: undefined };
    const input = folderArchive({ at: '/lab', content, owner: 1234 });
    const { stdout } = spawnSync('tar', ['-tvf', '-', '--numeric-owner'], { input, encoding: 'utf8' });
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/));
    expect(entries.map(([mode, owner, size, , , name]) => [mode, owner, size, name])).toEqual([
      ['-rw-------', '1234/1234', '513', 'config.json'],
      ['-rw-------', '1234/1234', '0', 'state/key.pem'],
      ['drwx------', '1234/1234', '0', 'state/'],
    ]);
  });

  test.each(['/etc/passwd', '../../etc/passwd', 'x'.repeat(101)])('does not take %s', (path) => {
    expect(() => folderArchive({ at: '/lab', content: { [path]: '' } })).toThrow(RangeError);
  });
});

describe('what the engine is asked for', () => {
  test('publishes on loopback alone, under the lab’s labels and name', () => {
    const { PortBindings } = hostOptions({ ...plain, publish: [443] });
    expect(PortBindings).toEqual({ '443/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] });
    const options = createOptions('a1', { ...plain, labels: { 'org.ptalab.lab': 'another', mine: 'yes' } });
    expect(options).toMatchObject({ name: 'ptalab-a1-AGENT1', Hostname: 'agent1' });
    expect(options.Labels).toMatchObject({ 'org.ptalab.lab': 'a1', mine: 'yes' });
  });

  test('never gains privileges, and keeps nothing that was not asked for', () => {
    expect(hostOptions(plain)).toMatchObject({
      SecurityOpt: ['no-new-privileges'],
      AutoRemove: false,
      Init: true,
    });
    expect(createOptions('a1', plain)).not.toHaveProperty('OpenStdin');
    expect(createOptions('a1', { ...plain, openStdin: true })).toMatchObject({ OpenStdin: true });
  });
});

test.each([
  ['write /var/lib/docker/x: no space left on device', 'PTALAB_ENGINE', 'disk is full'],
  ['(HTTP code 404) no such container - No such image: mine:1', 'PTALAB_ENGINE', 'cannot get image mine:1'],
  [
    '(HTTP code 409) unexpected - Conflict. The name is in use',
    'PTALAB_CONTAINER_START',
    'could not be started: Conflict.',
  ],
])('the engine’s refusal %s', (reason, code, said) => {
  const error = translated(plain, new Error(reason));
  expect(error).toMatchObject({ code });
  expect(error.message).toContain(said);
});

test.each([
  ['17@here', true],
  ['17@elsewhere', false],
  ['1@here', false],
  ['nonsense', false],
  [undefined, false],
])('what %s has left is abandoned: %s', (owner, expected) => {
  expect(isAbandoned(owner, 'here', (pid) => pid === 1)).toBe(expected);
});
