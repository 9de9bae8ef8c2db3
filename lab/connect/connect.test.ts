import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerAgent } from '../agent/index.ts';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import { cloudConfig, startCloud, type StartedCloud } from '../cloud/index.ts';
import { forestConfig, startForest, type StartedForest } from '../forest/index.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { connectConfig } from './config.ts';
import { startConnectServer, type StartedConnectServer } from './start-connect-server.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);
const HELPDESK = 'helpdesk@contoso.onmicrosoft.com';
const ADMIN = 'admin@contoso.onmicrosoft.com';

/** A Connect server between a real forest and a real tenant, without the proxy that a whole lab has. */
async function bench() {
  const lab = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  const links = new Links();
  lab.join(links);
  const history = new History({ now: () => lab.now() });
  const authority = await Authority.create('CN=lab CA of a test');
  const chance = createChance('connect');
  const context = (name: string) => ({
    clock: lab.for(name),
    history,
    chance: chance.fork(name),
    authority,
    links,
  });
  const forest = await startForest(
    forestConfig.parse({
      users: {
        generate: 3,
        named: [
          { sam: 'ada', upn: 'ada@contoso.com' },
          { sam: 'bo', upn: 'bo@fabrikam.com' },
        ],
      },
    }),
    context('forest'),
  );
  const cloud = await startCloud(
    cloudConfig.parse({ cloudOnlyUsers: [{ upn: HELPDESK }] }),
    context('cloud'),
  );
  return { lab, links, history, authority, context, forest, cloud };
}

type Bench = Awaited<ReturnType<typeof bench>>;

async function startServer(site: Bench, role: 'primary' | 'staging', host = 'CONNECT1') {
  const { links, forest, cloud, authority, context } = site;
  const addresses = new Map<string, { host: string; port: number }>();
  for (const { name, port, service } of cloud.hosts) {
    addresses.set(`${name}:${port}`, (await links.open(host, service)).address);
  }
  const dispatcher = createDispatcher({
    host,
    trust: authority.pem,
    resolve: (name, port) => addresses.get(`${name}:${port}`),
  });
  const directory = await Promise.all(
    forest.domainControllers.map(async ({ dnsName, ldaps }) => ({
      name: dnsName,
      ...(await links.open(host, ldaps)).address,
    })),
  );
  const installed = new Set<string>();
  const url = `https://${cloud.tenantId}.registration.msappproxy.net/v1/agents`;
  const server = await site.lab.until(
    startConnectServer(connectConfig.parse({ host, role }), context(host), {
      directory,
      dispatcher,
      agentInstaller: {
        install: async (machineName, token) => {
          installed.add(machineName);
          return registerAgent({ url, token, machineName, dispatcher, clock: context(host).clock });
        },
        uninstall: async (machineName) => void installed.delete(machineName),
        installed: (machineName) => Promise.resolve(installed.has(machineName)),
      },
      serviceAccount: await credentials(forest, 'svc-connect@corp.contoso.com'),
      cloudAccount: await credentials(cloud, ADMIN),
      tenantId: cloud.tenantId,
      trust: authority.pem,
      baseDn: forest.base,
    }),
    'the Connect server',
  );
  return { server, installed, stop: () => server.stop().then(() => dispatcher.destroy()) };
}

async function credentials(from: StartedForest | StartedCloud, upn: string) {
  const { password } =
    from.name === 'forest'
      ? await from.control.passwordOf({ user: upn })
      : await from.control.passwordOf({ upn });
  return { upn, password };
}

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
