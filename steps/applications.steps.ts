import { equal, match, notEqual, ok } from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import type { Granted } from './support/application.ts';
import { attempt, enterCode } from './support/application-sign-in.ts';
import { passwordOf, signIn } from './support/signing-in.ts';
import type { LabWorld } from './support/world.ts';

When(
  '{upn} signs in with an authorization code that is redeemed with another verifier',
  async function (this: LabWorld, upn: string) {
    await signIn(this, upn, { client: 'authorizationCode', wrongVerifier: true });
  },
);

Then(
  'the tokens are made out to {upn} and signed with a published key',
  async function (this: LabWorld, upn: string) {
    const application = await this.application();
    await verify(this, upn, await this.until(application.keys(), 'the published keys'));
  },
);

Then('the tokens of {upn} were issued by {domain}', function (this: LabWorld, upn: string, host: string) {
  equal(new URL(decodeJwt(this.tokensOf(upn).idToken).iss ?? '').hostname, host);
});

Then('they are signed with another key than those before', function (this: LabWorld) {
  const [before, after] = this.signIns.slice(-2).map(({ tokens }) => keyIdOf(tokens?.idToken ?? ''));
  notEqual(after, before);
});

Given("an application keeps the cloud's keys for itself", async function (this: LabWorld) {
  const application = await this.application();
  this.notes.set('kept keys', await this.until(application.keys(), 'the published keys'));
});

Then('the application knows no key for the tokens of {upn}', async function (this: LabWorld, upn: string) {
  const verdict = await verify(this, upn, this.notes.get('kept keys') ?? '').then(
    () => 'verified',
    (error: unknown) => String(error),
  );
  match(verdict, /no applicable key/i);
});

When("the cloud's signing key is rolled over", async function (this: LabWorld) {
  const { cloud } = await this.lab();
  await this.until(cloud.rollSigningKey({ step: 'publish' }), 'the next signing key');
  await cloud.rollSigningKey({ step: 'use' });
});

Given('a device shows a code', async function (this: LabWorld) {
  const application = await this.application();
  const asked = application.askForDeviceCode({ correlationId: 'a-device' });
  this.device = await this.until(asked, 'a code for the device');
});

When(
  "{upn} enters the device's code and {word}",
  async function (this: LabWorld, upn: string, decision: string) {
    match(decision, /^(confirms|declines)$/, `a user confirms or declines, not: ${decision}`);
    const [application, device] = [await this.application(), this.shownDevice()];
    const person = {
      upn,
      password: await passwordOf(await this.lab(), upn),
      confirms: decision === 'confirms',
    };
    const entered = enterCode(application, device, person, { correlationId: 'a-device' });
    const refused = await this.until(entered, `${upn} to enter the device's code`);
    equal(refused?.kind, undefined, `the pages refused ${upn}: ${JSON.stringify(refused)}`);
  },
);

Then('the device has tokens for {upn}', async function (this: LabWorld, upn: string) {
  const result = await this.until(
    attempt(this, upn, (correlationId) => poll(this, correlationId)),
    'the device to ask for tokens',
  );
  equal(result.outcome, 'success', result.errorText);
  this.record(result);
});

Then('the device is refused with AADSTS{int}', async function (this: LabWorld, code: number) {
  const answer = await this.until(poll(this, 'a-device'), 'the device to ask for tokens');
  equal(answer.kind === 'refused' ? answer.errorCode : 'tokens', code);
});

Then('the refresh token of {upn} is still good', async function (this: LabWorld, upn: string) {
  const answer = await refresh(this, upn);
  equal(answer.kind, 'tokens', answer.kind === 'refused' ? answer.errorText : undefined);
});

Then(
  'the refresh token of {upn} is refused with AADSTS{int}',
  async function (this: LabWorld, upn: string, code: number) {
    const answer = await refresh(this, upn);
    equal(answer.kind === 'refused' ? answer.errorCode : 'tokens', code);
  },
);

Then('the tokens say that {upn} has proven a second factor', function (this: LabWorld, upn: string) {
  const { amr } = decodeJwt(this.tokensOf(upn).accessToken);
  ok(Array.isArray(amr) && amr.includes('mfa'), `they say: ${JSON.stringify(amr)}`);
});

async function poll(world: LabWorld, correlationId: string): Promise<Granted> {
  return (await world.application()).redeemDeviceCode(world.shownDevice(), { correlationId });
}

async function refresh(world: LabWorld, upn: string): Promise<Granted> {
  const [application, { refreshToken }] = [await world.application(), world.tokensOf(upn)];
  return world.until(
    application.refresh(refreshToken, { correlationId: (await world.internet()).chance.uuid() }),
    `the tokens of ${upn} to be refreshed`,
  );
}

/** Checks the last ID token of a user as an application does (OpenID Connect Core 1.0, 3.1.3.7). */
async function verify(world: LabWorld, upn: string, keys: string): Promise<void> {
  const set = JSON.parse(keys) as JSONWebKeySet;
  const { payload } = await jwtVerify(world.tokensOf(upn).idToken, createLocalJWKSet(set), {
    currentDate: new Date(await world.now()),
  });
  equal(payload['preferred_username'], upn);
}

function keyIdOf(token: string): string | undefined {
  return decodeProtectedHeader(token).kid;
}
