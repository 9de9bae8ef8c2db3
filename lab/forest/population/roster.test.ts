import { describe, expect, test } from 'vitest';
import type { Culture } from './cultures.ts';
import type { Names } from './names/names.ts';
import { Roster } from './roster.ts';

function culture(names: Partial<Names>, order: Culture['order'] = 'given first'): Culture {
  return {
    names: { female: 'Anna', male: 'Ben', surnames: 'Meyer', ...names },
    country: { c: 'XX', co: 'Nowhere', code: 0 },
    calling: '+0',
    offices: [['Town', '1']],
    order,
  };
}

const namesOf = (...cultures: Culture[]): string[] => {
  const roster = new Roster(cultures);
  return Array.from({ length: roster.size }, (_, slot) => {
    const { given, surname } = roster.at(slot);
    return `${given.text} ${surname.text}`;
  });
};

describe('the roster', () => {
  test('has every given name with every surname, in the form for the sex', () => {
    expect(namesOf(culture({ surnames: 'Novák/Nováková, Klein' }))).toEqual([
      'Anna Nováková',
      'Anna Klein',
      'Ben Novák',
      'Ben Klein',
    ]);
  });

  test('gives a surname to one language, whatever marks it bears there', () => {
    expect(namesOf(culture({ surnames: 'Marín' }), culture({ surnames: 'Marin, Blanc' }))).toEqual([
      'Anna Marín',
      'Ben Marín',
      'Anna Blanc',
      'Ben Blanc',
    ]);
  });

  test('leaves out a surname that is cut to the same letters, in either form', () => {
    expect(namesOf(culture({ surnames: 'Papadopoulos, Papadopoulidis', male: 'Anna' }))).toEqual([
      'Anna Papadopoulos',
    ]);
  });

  test('leaves out a given name that would end where a surname begins', () => {
    const families = [
      culture({ surnames: 'van Dam' }),
      culture({ female: 'Ana van, Ana Luz', surnames: 'Dam' }),
    ];
    expect(namesOf(...families)).toEqual(['Anna van Dam', 'Ben van Dam', 'Ana Luz Dam', 'Ben Dam']);
  });

  test('leaves out a surname that begins another one where no space parts the name', () => {
    const chinese = { female: '丹=dan', male: '伟=wei', surnames: '夏=xia, 夏侯=xiahou, 王=wang' };
    expect(namesOf(culture(chinese, 'joined'))).toEqual(['丹 夏', '丹 王', '伟 夏', '伟 王']);
  });

  test('leaves out what has no Latin reading', () => {
    expect(namesOf(culture({ female: '丹', surnames: 'Meyer, 王' }))).toEqual(['Ben Meyer']);
  });
});

test('every name of the real roster leads back to its slot, by each spelling', () => {
  const roster = new Roster();
  for (let slot = 0; slot < roster.size; slot += 97) {
    const { given, surname } = roster.at(slot);
    expect(roster.slotOf(given.latin, surname.latin, 'latin')).toBe(slot);
    expect(roster.slotOf(given.short, surname.short, 'short')).toBe(slot);
  }
  expect(() => roster.at(roster.size)).toThrow(RangeError);
});
