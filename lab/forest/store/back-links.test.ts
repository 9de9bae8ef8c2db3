import { expect, test } from 'vitest';
import { createTestDomain } from '../domain/testing.ts';

test('back links follow what is written to the forward link, and nothing else', () => {
  const { domain } = createTestDomain({});
  const [admins] = domain.at('DC1').find('samaccountname', 'Domain Admins');
  const id = admins?.id ?? '';
  const backTo = (target: string, dc = 'DC1') => [...domain.at(dc).backLinks('member', target)];
  const write = (name: string, ...values: string[]) =>
    domain.write('DC1', { id, values: new Map([[name, values]]) });
  write('member', 'a', 'b');
  write('description', 'x');
  expect([backTo('a'), backTo('b'), backTo('a', 'DC2')]).toEqual([[id], [id], [id]]);
  write('member', 'b', 'c');
  expect([backTo('a'), backTo('b'), backTo('c')]).toEqual([[], [id], [id]]);
  write('member');
  expect([backTo('b'), backTo('c'), backTo('c', 'DC2')]).toEqual([[], [], []]);
  write('member', 'a');
  domain.at('DC1').forget(id);
  expect(backTo('a')).toEqual([]);
});
