import { expect, test } from 'vitest';
import { helpText } from './options.ts';

test('a script says how it is called, what it does, and each option with what it is unless given', () => {
  const text = helpText({
    call: 'npm run it',
    about: ['Does it.'],
    options: { only: { type: 'string', default: 'all' }, short: { type: 'boolean', default: false } },
    meaning: { only: 'these alone', short: 'less of it' },
  });
  expect(text.split('\n')).toEqual([
    'npm run it -- [options]',
    '',
    'Does it.',
    '',
    '  --only <value>  these alone (all unless given)',
    '  --short         less of it',
  ]);
});
