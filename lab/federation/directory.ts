import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import {
  connectLdap,
  escapeFilterValue,
  LdapConnectionError,
  type DirectoryServer,
  type LdapClient,
} from '../ldap/client.ts';
import type { Claims } from './core/claims.ts';
import { TrustRefusal } from './errors.ts';
import type { DirectoryCounter } from './lockout/verdict.ts';

/** Whom a lockout's question goes to. */
export type PdcNeed = 'required' | 'preferred' | 'any';

/** What extranet lockout knows an account by. */
export interface AccountFacts {
  /** The same for every way of writing the name. */
  readonly account: string;
  readonly counter: DirectoryCounter | undefined;
}

/** The forest as a node of the farm asks it. */
export interface Directory {
  /** Binds as the user and reads the user's own entry. Throws TrustRefusal. */
  checkPassword(userName: string, password: string, correlationId: string | undefined): Promise<Claims>;
  /** Reads an account as the farm's service. Throws TrustRefusal `directoryUnavailable`. */
  account(userName: string, pdc: PdcNeed): Promise<AccountFacts>;
}

export interface DirectoryAccess {
  readonly servers: readonly DirectoryServer[];
  /** Authority (PEM) whose certificates the farm's host trusts. */
  readonly trust: string;
  readonly clock: Clock;
  /** Lab milliseconds one domain controller may take. */
  readonly limitMs: number;
  /** The account that the farm searches by; without one it knows accounts by the names that are typed. */
  readonly serviceAccount?: { readonly upn: string; readonly password: string } | undefined;
}

/** FILETIME of the Unix epoch, in milliseconds. */
const FILETIME_EPOCH_MS = 11_644_473_600_000;

export function directoryOf(access: DirectoryAccess): Directory {
  let pdc: string | undefined;
  return {
    checkPassword: (userName, password, correlationId) =>
      atFirst(access, access.servers, async (client, server) => {
        await bind(client, server, { name: userName, password, requestId: correlationId });
        return readClaims(client, userName);
      }),
    account: async (userName, need) => {
      const { serviceAccount } = access;
      if (serviceAccount === undefined) return { account: userName.toLowerCase(), counter: undefined };
      const ask = async (client: LdapClient, server: DirectoryServer): Promise<AccountFacts> => {
        await bind(client, server, { name: serviceAccount.upn, password: serviceAccount.password });
        pdc ??= await pdcIn(client);
        return readAccount(client, userName);
      };
      if (need === 'any') return atFirst(access, access.servers, ask);
      pdc ??= await atFirst(access, access.servers, async (client, server) => {
        await bind(client, server, { name: serviceAccount.upn, password: serviceAccount.password });
        return pdcIn(client);
      });
      return atFirst(access, ordered(access.servers, pdc, need), ask);
    },
  };
}

function ordered(
  servers: readonly DirectoryServer[],
  pdc: string,
  need: 'required' | 'preferred',
): DirectoryServer[] {
  const isPdc = ({ name }: DirectoryServer): boolean =>
    name.toLowerCase().split('.')[0] === pdc.toLowerCase();
  const first = servers.filter(isPdc);
  return need === 'required' ? first : [...first, ...servers.filter((one) => !isPdc(one))];
}

/** The first domain controller that can be reached decides. Throws TrustRefusal. */
async function atFirst<T>(
  access: DirectoryAccess,
  servers: readonly DirectoryServer[],
  ask: (client: LdapClient, server: DirectoryServer) => Promise<T>,
): Promise<T> {
  const failures: string[] = [];
  for (const server of servers) {
    try {
      using limit = deadline(access.clock, access.limitMs, `AD FS asking ${server.name}`);
      using client = await connectLdap({ server, trust: access.trust, signal: limit.signal });
      return await ask(client, server);
    } catch (error) {
      if (error instanceof TrustRefusal) throw error;
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  const detail = failures.join('; ') || 'the farm knows no such domain controller';
  throw new TrustRefusal('directoryUnavailable', detail);
}

async function bind(
  client: LdapClient,
  server: DirectoryServer,
  { name, password, requestId }: { name: string; password: string; requestId?: string | undefined },
): Promise<void> {
  const { code } = await client.bind(name, password, { requestId });
  if (code === 51 || code === 52) throw new LdapConnectionError(server.name, `bind answered with ${code}`);
  if (code !== 0) throw new TrustRefusal('failedAuthentication', `bind answered with ${code}`);
}

async function readClaims(client: LdapClient, userName: string): Promise<Claims> {
  const found = await find(client, userName, ['objectGUID', 'userPrincipalName']);
  const [guid, upn] = [found?.bytes('objectGUID'), found?.text('userPrincipalName')];
  if (guid === undefined || upn === undefined) {
    throw new TrustRefusal(
      'failedAuthentication',
      'the user has no entry of its own with objectGUID and UPN',
    );
  }
  return { userPrincipalName: upn, immutableId: guid.toString('base64') };
}

async function readAccount(client: LdapClient, userName: string): Promise<AccountFacts> {
  const found = await find(client, userName, ['objectGUID', 'badPwdCount', 'badPasswordTime']);
  const guid = found?.bytes('objectGUID');
  if (found === undefined || guid === undefined)
    return { account: userName.toLowerCase(), counter: undefined };
  const time = Number(found.text('badPasswordTime') ?? '0');
  const badPasswordTime = time > 0 ? time / 10_000 - FILETIME_EPOCH_MS : undefined;
  const badPwdCount = Number(found.text('badPwdCount') ?? '0');
  return { account: guid.toString('hex'), counter: { badPwdCount, badPasswordTime } };
}

async function pdcIn(client: LdapClient): Promise<string> {
  const [head] = await client.search({
    base: await rootOf(client),
    scope: 'base',
    attributes: ['fSMORoleOwner'],
  });
  return /^CN=NTDS Settings,CN=([^,]+),/i.exec(head?.text('fSMORoleOwner') ?? '')?.[1] ?? '';
}

async function find(client: LdapClient, userName: string, attributes: string[]) {
  const found = await client.search({
    base: await rootOf(client),
    scope: 'sub',
    filter: `(&(objectClass=user)${nameFilter(userName)})`,
    attributes,
  });
  return found.length === 1 ? found[0] : undefined;
}

async function rootOf(client: LdapClient): Promise<string> {
  const [root] = await client.search({ base: '', scope: 'base', attributes: ['defaultNamingContext'] });
  return root?.text('defaultNamingContext') ?? '';
}

function nameFilter(userName: string): string {
  const sam = userName.split('\\')[1];
  return sam === undefined
    ? `(userPrincipalName=${escapeFilterValue(userName)})`
    : `(sAMAccountName=${escapeFilterValue(sam)})`;
}
