import type { EmptyLab } from '../empty-lab.fixture.ts';
import { emptyLab, type Answer, type Call, type Caller } from '../empty-lab.fixture.ts';
import { Apps } from '../apps/apps.ts';
import { appConfig } from '../apps/config.ts';
import { appFrom } from '../apps/register.ts';
import type { App } from '../apps/app.ts';
import type { z } from 'zod';
import { testDesk, type TestDesk } from '../core/desk.fixture.ts';
import { certifiedNames } from '../hosts.ts';
import type { LoginContext } from './context.ts';
import { SigningKeys } from './keys/signing-keys.ts';
import { CLOUD_NAMES, loginNames } from './names.ts';
import { openLogin } from './open-login.ts';
import { loginSettings } from './settings.ts';
import { startLogin } from './start-login.ts';

export const LOGIN = 'https://login.microsoftonline.com';
export const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** The login host of a test's tenant, and a caller on the Internet. */
export interface TestLogin extends AsyncDisposable {
  readonly empty: EmptyLab;
  readonly bench: TestDesk;
  readonly context: LoginContext;
  readonly call: Caller;
  register(config: z.input<typeof appConfig>): App;
  token(form: Record<string, string>, authority?: string, headers?: Call['headers']): Promise<Answer>;
}

export async function startTestLogin(settings: z.input<typeof loginSettings> = {}): Promise<TestLogin> {
  const empty = await emptyLab();
  const { clock, keys, history, authority } = empty.context;
  const bench = testDesk({ clock, history });
  const names = CLOUD_NAMES.public;
  const apps = new Apps();
  const signing = new SigningKeys(keys, clock, history);
  const order = { tenants: bench.tenants, apps, keys: signing, names, tokenLifetime: 3_600_000 };
  const context = openLogin({ ...order, settings: loginSettings.parse(settings) }, empty.context);
  const login = await startLogin(await authority.issueServer(certifiedNames(names)), context);
  const hosts = loginNames(names).map((name) => ({ name, port: 443, service: login.service }));
  const call = await empty.caller(hosts);
  return {
    ...{ empty, bench, context, call },
    register: (config) => {
      const app = appFrom(appConfig.parse(config), bench.opened.tenant.id, 'test');
      apps.add(app);
      return app;
    },
    token: (form, at = 'organizations', headers = {}) =>
      call(`${LOGIN}/${at}/oauth2/v2.0/token?x=1`, {
        form: { client_id: CLI, scope: 'openid', ...form },
        headers,
      }),
    [Symbol.asyncDispose]: async () => {
      await login.stop();
      await empty[Symbol.asyncDispose]();
    },
  };
}
