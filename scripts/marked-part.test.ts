import { expect, test } from 'vitest';
import { withPart } from './marked-part.ts';

const part = { name: 'list', script: 'scripts/list.ts' };

test('a page without a place for the part is refused', () => {
  expect(() => withPart('# Page\n', part, 'x')).toThrow('the page has no place for list');
});

test('only what stands between the comments changes', () => {
  const page =
    '# Page\n<!-- list: written by `node scripts/list.ts` -->\n\nold\n\n<!-- end of list -->\nrest\n';
  expect(withPart(page, part, 'new')).toBe(page.replace('old', 'new'));
});
