import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, bench, credentials, EPOCH, HELPDESK, startServer, type Bench } from './connect.fixture.ts';
import type { StartedConnectServer } from './start-connect-server.ts';

let site: Bench;
beforeEach(async () => {
  site = await bench();
});
afterEach(async () => {
  await site.forest.stop();
  await site.cloud.stop();
  await site.links[Symbol.asyncDispose]();
  site.lab.stop();
});

/** A GUID's text from its sixteen bytes in base64: the first three parts are little-endian. */
function guidOf(anchor = ''): string {
  const bytes = Buffer.from(anchor, 'base64');
  const parts = [
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
  ];
  return [...parts, bytes.subarray(8, 10), bytes.subarray(10)].map((part) => part.toString('hex')).join('-');
}

function kinds(component: string): string[] {
  return site.history.all().flatMap((event) => (event.component === component ? [event.kind] : []));
}

describe('sync', () => {
  test('a primary brings the staff to the tenant, then only what changed, every 30 minutes', async () => {
    const { server, stop } = await startServer(site, 'primary');
    expect(await server.control.status({})).toEqual({
      role: 'primary',
      method: null,
      lastCycleAt: EPOCH,
      nextCycleAt: EPOCH + 1_800_000,
      exported: 5,
      passwordHashSync: false,
    });
    const ada = await site.cloud.control.user({ upn: 'ada@contoso.com' });
    expect(ada).toMatchObject({ kind: 'synced', enabled: true });
    const { objectGuid } = await site.forest.control.account({ user: 'ada' });
    expect(guidOf(ada.immutableId)).toBe(objectGuid);
    await expect(site.cloud.control.user({ upn: 'svc-connect@corp.contoso.com' })).rejects.toThrow();

    await site.forest.control.setEnabled({ user: 'ada', enabled: false });
    await site.lab.advance(1_800_000);
    expect(await site.cloud.control.user({ upn: 'ada@contoso.com' })).toMatchObject({ enabled: false });
    expect(site.history.kind('sync.exported').map(({ data }) => data?.['count'])).toEqual([5, 1]);
    await stop();
  });

  test('one cycle is one story: the domain controller, the tenant and the server under one id', async () => {
    const { stop } = await startServer(site, 'primary');
    const id = site.history.kind('sync.started')[0]?.correlationId ?? '';
    const story = site.history.of(id).map(({ component, kind }) => `${component} ${kind}`);
    expect(story).toEqual(
      expect.arrayContaining([
        'CONNECT1 sync.started',
        'DC1 bind.accepted',
        'cloud users.exported',
        'CONNECT1 sync.exported',
      ]),
    );
    await stop();
  });

  test('a staging server exports nothing', async () => {
    const { server, stop } = await startServer(site, 'staging', 'CONNECT2');
    expect(kinds('CONNECT2')).toEqual(['sync.started', 'sync.imported', 'sync.staged']);
    expect(site.history.kind('users.exported')).toEqual([]);
    await server.control.setStaging({ staging: false });
    expect(await site.lab.until(server.control.syncNow({}), 'a cycle')).toMatchObject({
      exported: 5,
      staged: 0,
    });
    await stop();
  });

  test('whoever is deleted on premises is deleted in the tenant, and comes back as the same user', async () => {
    const { server, stop } = await startServer(site, 'primary');
    const before = await site.cloud.control.user({ upn: 'ada@contoso.com' });
    await site.forest.control.removeUser({ user: 'ada' });
    await site.lab.until(server.control.syncNow({}), 'a cycle');
    await expect(site.cloud.control.user({ upn: 'ada@contoso.com' })).rejects.toThrow('no user');
    expect(await site.cloud.control.deletedUsers({})).toMatchObject([{ id: before.id }]);
    await site.cloud.control.restoreUser({ upn: 'ada@contoso.com' });
    expect(await site.cloud.control.user({ upn: 'ada@contoso.com' })).toMatchObject({ id: before.id });
    await stop();
  });

  test('the second domain controller answers when the first is gone; with none the cycle fails and says so', async () => {
    const { server, stop } = await startServer(site, 'primary');
    site.links.find('CONNECT1', 'DC1').forEach((link) => link.cut());
    expect(await site.lab.until(server.control.syncNow({}), 'a cycle')).toMatchObject({ exported: 0 });
    site.links.find('CONNECT1', 'DC2').forEach((link) => link.hold());
    const cycle = site.lab.until(server.control.syncNow({}), 'a cycle');
    await expect(cycle).rejects.toThrow(/^CONNECT1 reaches no domain controller: .*dc1.*; .*dc2.*60 s/);
    expect(kinds('CONNECT1').at(-1)).toBe('sync.failed');
    await stop();
  });
});

describe('the wizard', () => {
  async function change(
    server: StartedConnectServer,
    method: 'passThrough' | 'none',
    upn: string,
  ): Promise<void> {
    const admin = await credentials(site.cloud, upn);
    await site.lab.until(server.control.changeUserSignIn({ method, admin }), 'the wizard');
  }

  test('switches pass-through on for the tenant, and off again from a staging server', async () => {
    const primary = await startServer(site, 'primary');
    await change(primary.server, 'passThrough', ADMIN);
    expect(await site.cloud.control.signInMethod({})).toMatchObject({ passThrough: true });
    expect(primary.installed).toEqual(new Set(['CONNECT1']));
    expect(await primary.server.control.status({})).toMatchObject({ method: 'passThrough' });

    const staging = await startServer(site, 'staging', 'CONNECT2');
    await change(staging.server, 'none', ADMIN);
    expect(await site.cloud.control.signInMethod({})).toMatchObject({ passThrough: false });
    expect(kinds('CONNECT2').slice(-2)).toEqual(['wizard.started', 'wizard.finished']);
    await Promise.all([primary.stop(), staging.stop()]);
  });

  test('an account without the role stops it before anything is installed', async () => {
    const { server, installed, stop } = await startServer(site, 'primary');
    await expect(change(server, 'passThrough', HELPDESK)).rejects.toThrow(
      'use a Hybrid Identity Administrator',
    );
    const wrong = { upn: ADMIN, password: 'wrong' };
    const run = server.control.changeUserSignIn({ method: 'none', admin: wrong });
    await expect(site.lab.until(run, 'the wizard')).rejects.toThrow('AADSTS50126');
    expect(installed.size).toBe(0);
    expect(kinds('CONNECT1').slice(-2)).toEqual(['wizard.started', 'wizard.failed']);
    await stop();
  });

  test('no way to the service is told apart', async () => {
    const { server, stop } = await startServer(site, 'primary');
    site.links.find('CONNECT1', 'cloud').forEach((link) => link.cut());
    await expect(change(server, 'none', ADMIN)).rejects.toThrow(
      'CONNECT1 cannot reach login.microsoftonline.com',
    );
    await stop();
  });

  test('pass-through stays off while no agent becomes active', async () => {
    const { server, installed, stop } = await startServer(site, 'primary');
    installed.add('CONNECT1');
    await expect(change(server, 'passThrough', ADMIN)).rejects.toThrow('no active authentication agent');
    expect(await site.cloud.control.signInMethod({})).toMatchObject({ passThrough: false });
    expect(site.lab.now() - EPOCH).toBe(120_000);
    await stop();
  });
});
