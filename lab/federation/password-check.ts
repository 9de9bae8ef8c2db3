import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { connectLdap, LdapConnectionError, type DirectoryServer, type LdapClient } from '../ldap/client.ts';
import type { Claims } from './core/assertion.ts';
import { TrustRefusal } from './errors.ts';

/** A user name (UPN or `DOMAIN\name`) and its password against the forest; the claims of whoever it is. */
export type CheckPassword = (
  userName: string,
  password: string,
  correlationId: string | undefined,
) => Promise<Claims>;

export interface DirectoryAccess {
  readonly servers: readonly DirectoryServer[];
  /** Authority (PEM) whose certificates the farm's host trusts. */
  readonly trust: string;
  readonly clock: Clock;
  /** Lab milliseconds one domain controller may take. */
  readonly limitMs: number;
}

/**
 * Binds as the user over LDAPS and reads the user's own entry: the first domain controller that can be reached
 * decides. Throws TrustRefusal `failedAuthentication` or `directoryUnavailable`.
 */
export function checkAgainstForest(access: DirectoryAccess): CheckPassword {
  return async (userName, password, correlationId) => {
    const failures: string[] = [];
    for (const server of access.servers) {
      try {
        return await checkAt(server, access, userName, password, correlationId);
      } catch (error) {
        if (error instanceof TrustRefusal) throw error;
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
    throw new TrustRefusal(
      'directoryUnavailable',
      failures.join('; ') || 'the farm knows no domain controller',
    );
  };
}

async function checkAt(
  server: DirectoryServer,
  access: DirectoryAccess,
  userName: string,
  password: string,
  correlationId: string | undefined,
): Promise<Claims> {
  using limit = deadline(access.clock, access.limitMs, `AD FS password check at ${server.name}`);
  using client = await connectLdap({ server, trust: access.trust, signal: limit.signal });
  const { code } = await client.bind(userName, password, { requestId: correlationId });
  if (code === 51 || code === 52) throw new LdapConnectionError(server.name, `bind answered with ${code}`);
  if (code !== 0) throw new TrustRefusal('failedAuthentication', `bind answered with ${code}`);
  return await readClaims(client, userName);
}

async function readClaims(client: LdapClient, userName: string): Promise<Claims> {
  const [root] = await client.search({ base: '', scope: 'base', attributes: ['defaultNamingContext'] });
  const found = await client.search({
    base: root?.text('defaultNamingContext') ?? '',
    scope: 'sub',
    filter: `(&(objectClass=user)${nameFilter(userName)})`,
    attributes: ['objectGUID', 'userPrincipalName'],
  });
  const [guid, upn] = [found[0]?.bytes('objectGUID'), found[0]?.text('userPrincipalName')];
  if (found.length !== 1 || guid === undefined || upn === undefined) {
    throw new TrustRefusal(
      'failedAuthentication',
      'the user has no entry of its own with objectGUID and UPN',
    );
  }
  return { userPrincipalName: upn, immutableId: guid.toString('base64') };
}

function nameFilter(userName: string): string {
  const sam = userName.split('\\')[1];
  return sam === undefined
    ? `(userPrincipalName=${escapeFilter(userName)})`
    : `(sAMAccountName=${escapeFilter(sam)})`;
}

/** RFC 4515 section 3. */
function escapeFilter(text: string): string {
  return text.replace(
    /[\\*()\0]/g,
    (character) => `\\${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
