import { When } from '@cucumber/cucumber';
import { exchangeOf, federationOf } from './support/parts.ts';
import type { LabWorld } from './support/world.ts';

When('AD FS is shut down', async function (this: LabWorld) {
  await (await federationOf(this)).shutDown({});
});

When('AD FS is started', async function (this: LabWorld) {
  await (await federationOf(this)).start({});
});

When('Exchange forgets every cached credential', async function (this: LabWorld) {
  await (await exchangeOf(this)).clearCaches({ which: 'credentials' });
});
