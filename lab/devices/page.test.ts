import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formOn, textOn } from './page.ts';

test('a form is read with its values unescaped', () => {
  const html =
    '<p><form method="post" action="/a?b=1&amp;c=2"><input name="x" value="&lt;&#39;&quot;&#x41;"><input type="submit"></form>';
  expect(formOn(html)).toEqual({ action: '/a?b=1&c=2', fields: { x: '<\'"A' } });
});

test('text is found by id', () => {
  expect(textOn('<p>Code: <span class="c" id="errorCode"> 50126 </span></p>', 'errorCode')).toBe('50126');
  expect(textOn('<p>nothing</p>', 'errorCode')).toBeUndefined();
});

test('any page is either read or nothing', () => {
  const piece = fc.constantFrom(
    '<form ',
    '>',
    '</form>',
    '<input ',
    ' name="',
    '"',
    ' id="errorCode"',
    '&#99999999;',
    '&#x;',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const html = pieces.join('');
      expect(typeof (formOn(html)?.action ?? '')).toBe('string');
      expect(typeof (textOn(html, 'errorCode') ?? '')).toBe('string');
    }),
    { numRuns: 400, seed: 7 },
  );
});
