import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bench, EPOCH, startServer, type Bench } from './connect.fixture.ts';

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

function kinds(component: string): string[] {
  return site.history.all().flatMap((event) => (event.component === component ? [event.kind] : []));
}

describe('password hashes', () => {
  const change = async (upn: string, oldPassword: string): Promise<number | undefined> => {
    const order = { upn, oldPassword, newPassword: `${oldPassword}2` };
    return (await site.lab.until(site.cloud.control.changePassword(order), 'a change')).code;
  };

  test('go to the tenant every two minutes, changed ones alone, and are in no event', async () => {
    const { server, stop } = await startServer(site, 'primary');
    await server.control.setPasswordHashSync({ enabled: true });
    await site.lab.advance(120_000);
    expect(site.history.kind('hashes.exported').map(({ component, data }) => [component, data])).toEqual([
      ['cloud', { serverName: 'CONNECT1', accepted: 5, skipped: 0 }],
      ['CONNECT1', { count: 5, accepted: 5 }],
    ]);
    expect(await site.cloud.control.user({ upn: 'ada@contoso.com' })).toMatchObject({ hasPassword: true });
    await site.forest.control.setPassword({ user: 'ada', password: 'A new one of 2026' });
    await site.lab.advance(120_000);
    expect(site.history.kind('hashes.exported').at(-1)?.data).toEqual({ count: 1, accepted: 1 });
    const ada = await site.cloud.control.user({ upn: 'ada@contoso.com' });
    expect(ada.tokensValidFrom).toBe(EPOCH + 120_000);
    expect(JSON.stringify(site.history.all())).not.toMatch(/[0-9a-f]{32}(?![0-9a-f-])/);
    await stop();
  });

  test('come over the link to a domain controller, and not without one', async () => {
    const { server, stop } = await startServer(site, 'primary');
    for (const dc of ['DC1', 'DC2']) site.links.find('CONNECT1', dc).forEach((link) => link.cut());
    const cycle = site.lab.until(server.control.syncHashesNow({}), 'a cycle');
    await expect(cycle).rejects.toThrow('reaches no domain controller');
    expect(kinds('CONNECT1').at(-1)).toBe('hashes.failed');
    await stop();
  });

  test('a changed password is written back to the forest, and refused there by the forest’s rules', async () => {
    const { server, stop } = await startServer(site, 'primary');
    const { immutableId: sourceAnchor = '' } = await site.cloud.control.user({ upn: 'ada@contoso.com' });
    const { password: oldPassword } = await site.forest.control.passwordOf({ user: 'ada' });
    await site.forest.control.agePassword({ user: 'ada', byMs: 2 * 86_400_000 });
    const write = async (more: { oldPassword?: string; newPassword: string }) => {
      const order = { sourceAnchor, correlationId: 'writeback', ...more };
      return (await site.lab.until(server.control.writePassword(order), 'a writeback')).result;
    };
    expect(await write({ oldPassword: 'wrong', newPassword: 'Another one of 2026' })).toBe('wrongOld');
    expect(await write({ oldPassword, newPassword: 'short' })).toBe('complexity');
    expect(await write({ oldPassword, newPassword: 'Another one of 2026' })).toBe('written');
    expect(await write({ newPassword: 'Yet another of 2026' })).toBe('written');
    await site.forest.control.setEnabled({ user: 'ada', enabled: false });
    expect(await write({ newPassword: 'And one more of 2026' })).toBe('lockedOrDisabled');
    expect(await change('ada@contoso.com', 'Yet another of 2026')).toBe(50144);
    await stop();
  });
});
