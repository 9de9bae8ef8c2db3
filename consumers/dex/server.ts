import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Checks } from '../../programs/checks.ts';
import type { ConsumedDomain } from '../consumer.ts';
import { freePort, listens, startServer } from '../programs/server.ts';

const START_MS = 60_000;
export const CALLBACK = 'http://127.0.0.1:5555/callback';

export interface StartedDex extends AsyncDisposable {
  readonly issuer: string;
}

/** What each part of the trial is given. */
export interface Stage {
  readonly dex: StartedDex;
  readonly domain: ConsumedDomain;
  readonly checks: Checks;
}

/** dex on loopback, its storage in memory; connectors `ad` over LDAPS, `tls` by StartTLS and `mail`. */
export async function startDex(program: string, domain: ConsumedDomain): Promise<StartedDex> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}/dex`;
  const file = join(domain.folder, 'dex.yaml');
  writeFileSync(file, stringify(configuration(issuer, port, domain)), { mode: 0o600 });
  await using stack = new AsyncDisposableStack();
  const server = await startServer({
    name: 'dex',
    command: program,
    args: ['serve', file],
    ready: /listening on/,
    readyWithinMs: START_MS,
  });
  stack.use(server);
  await listens(port);
  const whole = stack.move();
  return { issuer, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}

function configuration(issuer: string, port: number, domain: ConsumedDomain): object {
  return {
    issuer,
    storage: { type: 'memory' },
    web: { http: `127.0.0.1:${port}` },
    oauth2: { passwordConnector: 'ad', skipApprovalScreen: true },
    staticClients: [{ id: 'app', name: 'App', secret: 'not a secret here', redirectURIs: [CALLBACK] }],
    connectors: [
      connector('ad', domain, {}),
      connector('tls', domain, { host: `${domain.ldap.host}:${domain.ldap.port}`, startTLS: true }),
      connector('mail', domain, {}, 'mail'),
    ],
  };
}

/** As dex's documentation has it for Active Directory. */
function connector(id: string, domain: ConsumedDomain, more: object, username = 'sAMAccountName'): object {
  const { base, ldaps, trustFile } = domain;
  const service = domain.person('svc-connect');
  const config = {
    host: `${ldaps.host}:${ldaps.port}`,
    rootCA: trustFile,
    bindDN: service.dn,
    bindPW: service.password,
    usernamePrompt: 'Account',
    userSearch: {
      baseDN: base,
      filter: '(objectClass=person)',
      username,
      idAttr: 'DN',
      emailAttr: 'userPrincipalName',
      nameAttr: 'cn',
      preferredUsernameAttr: 'sAMAccountName',
    },
    groupSearch: {
      baseDN: base,
      filter: '(objectClass=group)',
      userMatchers: [{ userAttr: 'DN', groupAttr: 'member:1.2.840.113556.1.4.1941:' }],
      nameAttr: 'cn',
    },
    ...more,
  };
  return { type: 'ldap', id, name: id, config };
}
