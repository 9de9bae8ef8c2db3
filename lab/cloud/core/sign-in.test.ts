import { describe, expect, test } from 'vitest';
import type { PasswordAttempt } from './attempt.ts';
import { signInWithPassword } from './sign-in.ts';
import { ADA, AGENT, FAY, testDesk, type TestDesk } from './desk.fixture.ts';

const ADMIN = 'admin@contoso.onmicrosoft.com';
const wrong = { kind: 'answered', agentId: AGENT, win32: 1326 } as const;

const attempt = (changes: Partial<PasswordAttempt> = {}): PasswordAttempt => ({
  correlationId: 'c0ffee00-0000-4000-8000-000000000000',
  upn: ADA,
  password: 'secret',
  client: 'oauth',
  grant: 'password',
  authority: 'organizations',
  location: '203.0.113.7',
  app: 'modern',
  ...changes,
});

async function codeOf(test: TestDesk, changes: Partial<PasswordAttempt> = {}): Promise<number> {
  return (await signInWithPassword(attempt(changes), test.tenants)).code;
}

const kinds = ({ history }: TestDesk): string[] => history.all().map((event) => event.kind);

describe('decisions, in order', () => {
  test('a synced user is checked by an agent, and the log names it', async () => {
    const desk = testDesk();
    expect(await codeOf(desk, { upn: 'ADA@Contoso.com' })).toBe(0);
    expect(desk.asked).toMatchObject([
      { userPrincipalName: ADA, password: 'secret', tenantId: desk.opened.tenant.id },
    ]);
    expect(kinds(desk)).toEqual([
      'signin.received',
      'realm.found',
      'user.found',
      'method.chosen',
      'signin.finished',
    ]);
    const detail = `Pass-through Authentication; PTA AgentId: ${AGENT}`;
    expect(desk.desk.log.newest(1)).toMatchObject([
      { errorCode: 0, agentId: AGENT, agentMachine: 'AGENT1', detail },
    ]);
  });

  test('a cloud-only user never reaches an agent', async () => {
    const desk = testDesk();
    const password = desk.opened.directory.passwordOf(ADMIN);
    expect(await codeOf(desk, { upn: ADMIN, password })).toBe(0);
    expect(await codeOf(desk, { upn: ADMIN, password: 'wrong' })).toBe(50126);
    expect(desk.asked).toEqual([]);
  });

  test.each([
    ['an unknown tenant', { authority: 'nowhere.example' }, 90002],
    ['an unknown domain at a shared authority', { upn: 'a@nowhere.example' }, 50059],
    ['an unknown domain at the tenant', { upn: 'a@nowhere.example', authority: 'contoso.com' }, 50034],
    ['no domain', { upn: 'ada' }, 50059],
    ['an unknown user', { upn: 'adda@contoso.com' }, 50034],
    ['an empty password', { password: '' }, 50056],
    ["a federated user's password", { upn: FAY }, 50126],
  ])('%s is refused before any agent is asked', async (_name, changes, code) => {
    const desk = testDesk();
    expect(await codeOf(desk, changes)).toBe(code);
    expect(desk.asked).toEqual([]);
    expect(desk.history.kind('signin.finished')).toMatchObject([{ data: { errorCode: code } }]);
    expect(desk.desk.log.size).toBe([90002, 50059].includes(code) ? 0 : 1);
  });

  test('a disabled user is refused in the cloud', async () => {
    const desk = testDesk();
    desk.opened.tenant.users.put({ ...desk.opened.tenant.users.get(ADA), enabled: false });
    expect(await codeOf(desk)).toBe(50057);
    expect(desk.asked).toEqual([]);
  });

  test('without pass-through a user whose hash was never synced is 50056', async () => {
    const desk = testDesk();
    desk.opened.tenant.setPassThrough(false);
    expect(await codeOf(desk)).toBe(50056);
  });

  test('a failing way to the agents is 80005, and said in the history', async () => {
    const desk = testDesk();
    desk.say(new Error('queue gone'));
    expect(await codeOf(desk)).toBe(80005);
    expect(desk.history.kind('passthrough.failed')).toMatchObject([
      { data: { code: 'Error' }, volatile: { reason: 'queue gone' } },
    ]);
  });
});

describe('Smart Lockout', () => {
  test('locks after wrong passwords, refuses the right one without asking an agent, and lets go', async () => {
    const desk = testDesk();
    desk.say(wrong);
    for (let time = 0; time < 3; time++) expect(await codeOf(desk)).toBe(50126);
    desk.say({ kind: 'answered', agentId: AGENT, win32: 0 });
    expect(await codeOf(desk)).toBe(50053);
    expect(desk.asked).toHaveLength(3);
    await desk.lab.advance(60_000);
    expect(await codeOf(desk)).toBe(0);
    expect(desk.desk.lockout.state(desk.opened.tenant.users.get(ADA).id).failures).toBe(0);
  });

  test.each([
    ['no agent', { kind: 'noAgent' }],
    ['a timeout', { kind: 'timedOut', agentId: AGENT }],
    ['an expired password', { kind: 'answered', agentId: AGENT, win32: 1330 }],
    ['a disabled account', { kind: 'answered', agentId: AGENT, win32: 1331 }],
    ['a lock in Active Directory', { kind: 'answered', agentId: AGENT, win32: 1909 }],
  ] as const)('%s never counts', async (_name, outcome) => {
    const desk = testDesk();
    desk.say(outcome);
    for (let time = 0; time < 5; time++) await codeOf(desk);
    expect(desk.asked).toHaveLength(5);
    expect(desk.history.kind('lockout.counted')).toEqual([]);
  });
});

test('neither history nor log holds the password', async () => {
  const desk = testDesk();
  desk.say(wrong);
  await codeOf(desk, { password: 'hunter2hunter2' });
  expect(JSON.stringify([desk.history.all(), desk.desk.log.newest(10)])).not.toContain('hunter2');
});
