import { expect, test } from 'vitest';
import { createCheck, type DomainController } from './directory.ts';
import { BindUnansweredError } from './errors.ts';
import type { BindResult } from './outcome.ts';

const request = { requestId: 'r1', userPrincipalName: 'alice@contoso.com' };
const success: BindResult = { code: 0, diagnosticMessage: '' };

class FakeController implements DomainController {
  readonly name: string;
  says: BindResult | Error;
  asked = 0;
  constructor(name: string, says: BindResult | Error) {
    this.name = name;
    this.says = says;
  }
  async bind(): Promise<BindResult> {
    this.asked++;
    if (this.says instanceof Error) throw this.says;
    return this.says;
  }
}

function checkWith(...servers: DomainController[]): ReturnType<typeof createCheck> {
  return createCheck(servers, { now: () => 0 }, () => undefined);
}

test('the first server that answers is asked again', async () => {
  const [one, two] = [new FakeController('one', new Error('down')), new FakeController('two', success)];
  const check = checkWith(one, two);
  expect(await check(request, 'x')).toEqual({ win32: 0, directoryServer: 'two', bindMs: 0 });
  one.says = success;
  expect(await check(request, 'x')).toMatchObject({ directoryServer: 'two' });
  expect(one.asked).toBe(1);
  two.says = { code: 52, diagnosticMessage: 'unavailable' };
  expect(await check(request, 'x')).toMatchObject({ directoryServer: 'one' });
});

test('a refusal is an answer: no other server is asked', async () => {
  const two = new FakeController('two', success);
  const check = checkWith(new FakeController('one', { code: 49, diagnosticMessage: '' }), two);
  expect(await check(request, 'x')).toMatchObject({ win32: 1326, directoryServer: 'one' });
  expect(two.asked).toBe(0);
});

test('no server, no logon servers', async () => {
  const check = checkWith(
    new FakeController('one', new Error('down')),
    new FakeController('two', new Error('down')),
  );
  expect(await check(request, 'x')).toEqual({ win32: 1311 });
});

test('a server that was asked and does not answer ends the check, and is left for the next', async () => {
  const one = new FakeController('one', new BindUnansweredError('one', new Error('reset')));
  const two = new FakeController('two', success);
  const check = checkWith(one, two);
  expect(await check(request, 'x')).toEqual({ win32: 1311, directoryServer: 'one' });
  expect([one.asked, two.asked]).toEqual([1, 0]);
  expect(await check(request, 'x')).toMatchObject({ win32: 0, directoryServer: 'two' });
});
