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
import { startConnectServer } from './start-connect-server.ts';

export const EPOCH = Date.UTC(2026, 0, 5, 8);
export const HELPDESK = 'helpdesk@contoso.onmicrosoft.com';
export const ADMIN = 'admin@contoso.onmicrosoft.com';

/** A Connect server between a real forest and a real tenant, without the proxy that a whole lab has. */
export async function bench() {
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

export type Bench = Awaited<ReturnType<typeof bench>>;

export async function startServer(site: Bench, role: 'primary' | 'staging', host = 'CONNECT1') {
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

export async function credentials(from: StartedForest | StartedCloud, upn: string) {
  const { password } =
    from.name === 'forest'
      ? await from.control.passwordOf({ user: upn })
      : await from.control.passwordOf({ upn });
  return { upn, password };
}
