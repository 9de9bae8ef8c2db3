import { expect, test } from 'vitest';
import type { CloudSession } from './cloud-session.ts';
import type { SignInMethod } from './core/method.ts';
import { NoActiveAgentError, RoleMissingError } from './errors.ts';
import { newState } from './state.ts';
import { changeUserSignIn, type WizardPorts } from './wizard.ts';

const admin = { upn: 'admin@contoso.onmicrosoft.com', password: 'not to be seen' };
const session: CloudSession = {
  upn: admin.upn,
  token: 'token',
  call: () => Promise.resolve(undefined),
  attempt: () => Promise.resolve({ conflict: false }),
};

function bench(failing: Partial<Record<keyof WizardPorts, Error>> = {}) {
  const steps: string[] = [];
  const step = (name: keyof WizardPorts) => (): Promise<void> => {
    steps.push(name);
    const error = failing[name];
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  const history: string[] = [];
  const state = newState({ role: 'staging', method: undefined, hashSync: false });
  const ports: WizardPorts = {
    signIn: () => step('signIn')().then(() => session),
    checkRole: step('checkRole'),
    installAgent: step('installAgent'),
    waitForActiveAgent: step('waitForActiveAgent'),
    setTenantMethod: step('setTenantMethod'),
    uninstallAgent: step('uninstallAgent'),
    record: (kind, _id, data) => history.push(`${kind} ${JSON.stringify(data)}`),
  };
  const run = (method: SignInMethod): Promise<void> => changeUserSignIn(ports, state, method, admin, 'run');
  return { run, steps, history, state };
}

test('pass-through: the agent is active before the tenant is switched', async () => {
  const { run, steps, history, state } = bench();
  await run('passThrough');
  expect(steps).toEqual(['signIn', 'checkRole', 'installAgent', 'waitForActiveAgent', 'setTenantMethod']);
  expect(state.method).toBe('passThrough');
  expect(history.map((line) => line.split(' ')[0])).toEqual(['wizard.started', 'wizard.finished']);
  expect(history.join()).not.toContain(admin.password);
});

test.each<SignInMethod>(['passwordHashSync', 'federation', 'none'])(
  '%s: the tenant is switched, then this host’s agent goes',
  async (method) => {
    const { run, steps, state } = bench();
    await run(method);
    expect(steps).toEqual(['signIn', 'checkRole', 'setTenantMethod', 'uninstallAgent']);
    expect(state.method).toBe(method);
  },
);

test.each([
  ['checkRole', new RoleMissingError('CONNECT1', admin.upn), ['signIn', 'checkRole']],
  [
    'waitForActiveAgent',
    new NoActiveAgentError('CONNECT1'),
    ['signIn', 'checkRole', 'installAgent', 'waitForActiveAgent'],
  ],
] as const)('stops when %s fails, with the tenant as it was', async (step, error, done) => {
  const { run, steps, history, state } = bench({ [step]: error });
  await expect(run('passThrough')).rejects.toBe(error);
  expect(steps).toEqual(done);
  expect(state.method).toBeUndefined();
  expect(history.at(-1)).toBe(`wizard.failed ${JSON.stringify({ method: 'passThrough', code: error.code })}`);
});
