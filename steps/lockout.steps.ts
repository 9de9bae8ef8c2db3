import { deepEqual, equal } from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { settingsOf } from '../lab/cloud/lockout/index.ts';
import { advise, DEFAULT_PLAN, directoryPolicies } from '../lab/lockout-advice/index.ts';
import type { Client } from './support/parameters.ts';
import { signIn, syncPhone, wrongPassword } from './support/signing-in.ts';
import type { LabWorld } from './support/world.ts';

const ATTACKS: Readonly<Record<string, string>> = {
  'a spray from new places': 'sprayFromNewPlaces',
  'a spray from the usual place': 'sprayFromUsualPlace',
  'a phone with a password from before the last two': 'stalePhoneOldPassword',
  'a phone with one of the last two passwords': 'stalePhoneLastPassword',
  'a VPN client with an old password': 'directFailures',
};
const SIDES: Readonly<Record<string, string>> = {
  'the cloud': 'cloud',
  'Active Directory': 'activeDirectory',
  nobody: 'nobody',
};

defineParameterType({
  name: 'attack',
  regexp: new RegExp(Object.keys(ATTACKS).join('|')),
  transformer: (text: string) => ATTACKS[text] ?? text,
});
defineParameterType({
  name: 'side',
  regexp: new RegExp(Object.keys(SIDES).join('|')),
  transformer: (text: string) => SIDES[text] ?? text,
});

When(
  '{upn} signs in {int} times with the same wrong password',
  async function (this: LabWorld, upn: string, times: number) {
    for (let nth = 0; nth < times; nth++) await signIn(this, upn, { password: wrongPassword(1) });
    this.judgeAll();
  },
);

When(
  '{upn} signs in {int} (more )time(s) with {client} and wrong passwords',
  async function (this: LabWorld, upn: string, times: number, client: Client) {
    for (let nth = 1; nth <= times; nth++)
      await signIn(this, upn, { client, password: wrongPassword(nth + this.signIns.length) });
    this.judgeAll();
  },
);

When(
  '{upn} synchronizes mail on the phone {string} {int} times with wrong passwords',
  async function (this: LabWorld, upn: string, phone: string, times: number) {
    for (let nth = 1; nth <= times; nth++) await syncPhone(this, upn, phone, wrongPassword(nth));
    this.judgeAll();
  },
);

Given("Smart Lockout's threshold is {int}", async function (this: LabWorld, threshold: number) {
  await (await this.lab()).cloud.setSmartLockout({ threshold });
});

Then('Smart Lockout holds {upn} for {duration}', async function (this: LabWorld, upn: string, ms: number) {
  const { lockedUntil } = await (await this.lab()).cloud.lockout({ upn });
  equal((lockedUntil ?? 0) - (await this.now()), ms);
});

Then('Smart Lockout has not locked {upn}', async function (this: LabWorld, upn: string) {
  const { lockedUntil } = await (await this.lab()).cloud.lockout({ upn });
  equal(lockedUntil, null);
});

When("the lockout adviser is asked about the lab's settings", async function (this: LabWorld) {
  const { config } = await this.lab();
  if (config.forest === undefined) throw new Error("this scenario's lab has no forest to advise on");
  const cloud = settingsOf(config.cloud.smartLockout, config.cloud.environment);
  const policies = directoryPolicies(config.forest);
  this.advice = await advise({ cloud, policies }, 'current', DEFAULT_PLAN);
});

Then('it says that the rule is kept', function (this: LabWorld) {
  equal(this.givenAdvice().keepsRule, true);
});

Then('it says that the rule is broken', function (this: LabWorld) {
  equal(this.givenAdvice().keepsRule, false);
});

Then('under {attack} {side} lock(s) first', function (this: LabWorld, attack: string, side: string) {
  const trials = this.givenAdvice().policies.flatMap((policy) => policy.trials);
  deepEqual(
    trials.filter(({ attack: { name } }) => name === attack).map(({ first }) => first),
    [side],
  );
});

Then("it proposes to set the cloud's threshold to {int}", function (this: LabWorld, threshold: number) {
  const [best] = this.givenAdvice().proposals;
  equal(best?.sides.cloud.threshold, threshold, JSON.stringify(best?.changes));
});
