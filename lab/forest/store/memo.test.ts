import { expect, test } from 'vitest';
import { createTestDomain } from '../domain/testing.ts';
import { Memo } from './memo.ts';

test('an answer is kept until something is written to the replica, or comes in', () => {
  const { domain } = createTestDomain({});
  const memo = new Memo<number>();
  let made = 0;
  const ask = (dc: string): number => memo.of(domain.at(dc), 'key', () => ++made);
  expect([ask('DC1'), ask('DC1'), ask('DC2'), ask('DC2')]).toEqual([1, 1, 2, 2]);
  domain.write('DC2', { id: domain.at('DC2').root.id, values: new Map([['description', ['new']]]) });
  expect([ask('DC2'), ask('DC1'), ask('DC1')]).toEqual([3, 4, 4]);
});

test('no more answers are kept than there is room for', () => {
  const { domain } = createTestDomain({});
  const memo = new Memo<number>();
  let made = 0;
  for (let key = 0; key < 5_000; key++) memo.of(domain.at('DC1'), String(key), () => ++made);
  memo.of(domain.at('DC1'), '0', () => ++made);
  memo.of(domain.at('DC1'), '4999', () => ++made);
  expect(made).toBe(5_001);
});

test('an answer that rests on names outlives writes that change none, and not one that does', () => {
  const { domain } = createTestDomain({});
  const memo = new Memo<number>(({ namesUsn }) => namesUsn);
  let made = 0;
  const replica = domain.at('DC1');
  const write = (name: string, value: string): void => {
    domain.write('DC1', { id: replica.root.id, values: new Map([[name, [value]]]) });
  };
  const ask = (isGood = true): number =>
    memo.of(
      replica,
      'key',
      () => ++made,
      () => isGood,
    );
  const answers = [ask()];
  write('description', 'new');
  answers.push(ask());
  write('displayname', 'new');
  answers.push(ask(), ask(), ask(false), ask());
  expect(answers).toEqual([1, 1, 2, 2, 3, 3]);
});
