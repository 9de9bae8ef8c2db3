import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { standingSettings } from './settings.ts';

const TOKEN = 'a-token-of-some-length';
const HOST_TOKEN = 'another-token-of-some-length';
const folder = mkdtempSync(join(tmpdir(), 'standing-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a conductor's environment", () => {
  test('gives up the token, so that no child inherits it', () => {
    const env: NodeJS.ProcessEnv = {
      PTALAB_TOKEN: TOKEN,
      PTALAB_HOST_TOKEN: HOST_TOKEN,
      PTALAB_SEED: 'seven',
    };
    const { token, own, conductor } = standingSettings(env);
    expect({ token, own, conductor }).toEqual({
      token: TOKEN,
      own: { labText: undefined, seed: 'seven' },
      conductor: 'ws://lab:7400',
    });
    expect(env).not.toHaveProperty('PTALAB_TOKEN');
  });

  test('without a seed has a new one each time', () => {
    const seeds = [1, 2].map(
      () =>
        standingSettings({ PTALAB_TOKEN: TOKEN, PTALAB_HOST_TOKEN: HOST_TOKEN, PTALAB_SEED: '' }).own.seed,
    );
    expect(seeds[0]).toMatch(/^[0-9a-f]{8}$/);
    expect(seeds[0]).not.toBe(seeds[1]);
  });

  test.each([
    ['an empty file is the default estate', ' \n', undefined],
    ['a file is read', 'cloud: {}\n', 'cloud: {}\n'],
  ])('%s', (_what, text, labText) => {
    const file = join(folder, 'lab.yaml');
    writeFileSync(file, text);
    expect(
      standingSettings({ PTALAB_TOKEN: TOKEN, PTALAB_HOST_TOKEN: HOST_TOKEN, PTALAB_LAB: file }).own.labText,
    ).toBe(labText);
  });

  test.each([
    [{}, 'PTALAB_TOKEN must hold a secret of 16 to 512'],
    [{ PTALAB_TOKEN: TOKEN }, 'PTALAB_HOST_TOKEN must hold a secret'],
    [{ PTALAB_TOKEN: 'a token with spaces' }, 'PTALAB_TOKEN must hold a secret'],
    [{ PTALAB_TOKEN: 'short' }, 'PTALAB_TOKEN must hold a secret'],
    [
      { PTALAB_TOKEN: TOKEN, PTALAB_HOST_TOKEN: HOST_TOKEN, PTALAB_LAB: join(folder, 'none.yaml') },
      'PTALAB_LAB names a file that cannot',
    ],
  ])('%j is refused, without the token', (env: NodeJS.ProcessEnv, message) => {
    const refused = (): unknown => standingSettings({ ...env });
    expect(refused).toThrow(expect.objectContaining({ code: 'PTALAB_STANDING_SETTINGS' }));
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(TOKEN);
    expect(refused).not.toThrow(/short/);
  });
});
