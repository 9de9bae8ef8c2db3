import type { Faker } from '@faker-js/faker';
import { describe, expect, test } from 'vitest';
import { CULTURES } from '../cultures.ts';
import { listed } from '../spellings.ts';
import type { Names } from './names.ts';
import { cs } from './cs.ts';
import { de } from './de.ts';
import { ja } from './ja.ts';
import { ru } from './ru.ts';
import { zh } from './zh.ts';

const text = (name: string): string => name.split('=')[0] ?? '';

const membersOf = (lists: object | null): unknown[] => Object.values(lists ?? {}).flat();

describe.each([
  ['cs_CZ', cs],
  ['de', de],
  ['ja', ja],
  ['ru', ru],
  ['zh_CN', zh],
] as const)('names of the locale %s', (locale, names: Names) => {
  test('are those of @faker-js/faker', async () => {
    const { faker } = (await import(`@faker-js/faker/locale/${locale}`)) as { faker: Faker };
    const { first_name: given = {}, last_name: surnames = {} } = faker.rawDefinitions.person ?? {};
    const known = new Set([...membersOf(given), ...membersOf(surnames)]);
    const ours = [names.female, names.male, names.surnames]
      .flatMap(listed)
      .flatMap((name) => name.split('/'));
    expect(ours.map(text).filter((name) => !known.has(name))).toEqual([]);
  });
});

test('no list names anybody twice, and none holds an empty name', () => {
  for (const { names } of CULTURES) {
    for (const list of [names.female, names.male, names.surnames]) {
      expect(new Set(listed(list)).size).toBe(listed(list).length);
      expect(listed(list)).not.toContain('');
    }
  }
});
