import { equal, match } from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { Method } from './support/parameters.ts';
import { connectOf } from './support/parts.ts';
import type { LabWorld } from './support/world.ts';

async function runWizard(world: LabWorld, host: string, method: Method, upn?: string): Promise<void> {
  const lab = await world.lab();
  const server = await connectOf(world, host);
  const admin = upn ?? lab.administrator.upn;
  const { password } = await lab.cloud.passwordOf({ upn: admin });
  const wizard = server.changeUserSignIn({ method, admin: { upn: admin, password } });
  await world.until(wizard, `the wizard on ${host}`);
}

When(
  'the wizard on {host} is run with {method}',
  async function (this: LabWorld, host: string, method: Method) {
    await runWizard(this, host, method);
  },
);

When(
  '{upn} tries the wizard on {host} with {method}',
  async function (this: LabWorld, upn: string, host: string, method: Method) {
    const refused = await runWizard(this, host, method, upn).then(
      () => '',
      (error: unknown) => String(error),
    );
    this.notes.set('wizard', refused);
  },
);

When('{host} runs a synchronization cycle', async function (this: LabWorld, host: string) {
  const server = await connectOf(this, host);
  await this.until(server.syncNow({}), `the synchronization cycle of ${host}`);
});

Then('the wizard refuses, as the role is missing', function (this: LabWorld) {
  match(this.notes.get('wizard') ?? '', /role/i);
});

Then(
  'the wizard refuses, as it cannot sign in because of AADSTS{int}',
  function (this: LabWorld, code: number) {
    match(this.notes.get('wizard') ?? '', new RegExp(`AADSTS${code}\\b`));
  },
);

Then(
  '{host} still shows {method} as its sign-in method',
  async function (this: LabWorld, host: string, method: Method) {
    const server = await connectOf(this, host);
    equal((await server.status({})).method, method);
  },
);
