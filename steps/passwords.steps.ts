import { Given, Then, When } from '@cucumber/cucumber';
import { match } from 'node:assert/strict';
import { connectOf, forestOf } from './support/parts.ts';
import { passwordOf, signIn } from './support/signing-in.ts';
import type { Client } from './support/parameters.ts';
import type { LabWorld } from './support/world.ts';

/** A password that keeps every policy of the lab's, and another each time. */
function choosePassword({ chosenPasswords }: LabWorld, upn: string): string {
  const password = `Chosen-${chosenPasswords.size + 1}-Passw0rd`;
  chosenPasswords.set(upn, password);
  return password;
}

Given('the password of {upn} expires in Active Directory', async function (this: LabWorld, upn: string) {
  await (await forestOf(this)).expirePassword({ user: upn });
});

Given('the password of {upn} expires in the cloud', async function (this: LabWorld, upn: string) {
  await (await this.lab()).cloud.expireCloudPassword({ upn });
});

When('{upn} changes the password in the cloud', async function (this: LabWorld, upn: string) {
  const { cloud } = await this.lab();
  const oldPassword = await passwordOf(await this.lab(), upn);
  const change = cloud.changePassword({ upn, oldPassword, newPassword: choosePassword(this, upn) });
  const { code, text } = await this.until(change, `${upn} to change the password`);
  if (code !== 0) throw new Error(`the tenant refuses the change with AADSTS${code}: ${text ?? ''}`);
});

When(
  'an administrator resets the password of {upn} in the cloud',
  async function (this: LabWorld, upn: string) {
    await this.until(reset(this, upn), `the reset of the password of ${upn}`);
  },
);

When(
  'an administrator tries to reset the password of {upn} in the cloud',
  async function (this: LabWorld, upn: string) {
    const refused = reset(this, upn).then(
      () => '',
      (error: unknown) => String(error),
    );
    this.notes.set('reset', await this.until(refused, `the reset of the password of ${upn}`));
  },
);

Then('the reset is refused, as nothing is written back', function (this: LabWorld) {
  match(this.notes.get('reset') ?? '', /writeback/);
});

When(
  '{upn} signs in with {client} and chooses a new password',
  async function (this: LabWorld, upn: string, client: Client) {
    const password = await passwordOf(await this.lab(), upn);
    await signIn(this, upn, { client, password, newPassword: choosePassword(this, upn) });
  },
);

Given('{host} has synchronized password hashes', async function (this: LabWorld, host: string) {
  const server = await connectOf(this, host);
  await this.until(server.syncHashesNow({}), `the password hashes of ${host}`);
});

When('the administrator revokes the sessions of {upn}', async function (this: LabWorld, upn: string) {
  await (await this.lab()).cloud.revokeSessions({ upn });
});

/** Throws what the tenant refuses with. */
async function reset(world: LabWorld, upn: string): Promise<void> {
  const { cloud } = await world.lab();
  await cloud.resetPassword({ upn, newPassword: choosePassword(world, upn) });
}
