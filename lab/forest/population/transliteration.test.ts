import { expect, test } from 'vitest';
import { comparable, transliterate } from './transliteration.ts';

test.each([
  ['Jean-Luc', 'jean-luc'],
  ["D'Angelo", 'dangelo'],
  ['van der Heijden', 'vanderheijden'],
  ['José', 'jose'],
  ['Łukaszewski', 'lukaszewski'],
  ['Bjørn', 'bjorn'],
  ['Řezníčková', 'reznickova'],
  ['Işıl', 'isil'],
  ['İlayda', 'ilayda'],
  ['Бендер', 'bender'],
  ['Щербаков', 'shcherbakov'],
  ['Сергей', 'sergey'],
  ['Фёкла', 'fekla'],
  ['Παπαδόπουλος', 'papadopoulos'],
  ['Ευαγγελία', 'evangelia'],
  ['Μπότσαρης', 'botsaris'],
  ['Αυγερινός', 'avgerinos'],
  ['Ευστάθιος', 'efstathios'],
  ['田中', ''],
])('%s is spelled %s', (name, latin) => {
  expect(transliterate(name)).toBe(latin);
});

test('umlauts are two letters in German alone', () => {
  expect(transliterate('Jürgen Größl', true)).toBe('juergengroessl');
  expect(transliterate('Sandström')).toBe('sandstrom');
});

test('texts compare in any case and without marks', () => {
  expect(comparable('JOSÉ Ñandú')).toBe('jose nandu');
  expect(comparable('Новиков')).toBe(comparable('НОВИКОВ'));
  expect(comparable('plain Text')).toBe('plain text');
});
