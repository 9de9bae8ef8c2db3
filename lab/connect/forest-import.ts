import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { connectLdap, LdapConnectionError, type LdapClient, type LdapEntry } from '../ldap/client.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import type { Person } from './core/person.ts';
import { ForestRefusedError, ForestUnreachableError } from './errors.ts';

export interface ForestReader {
  readonly host: string;
  readonly clock: Clock;
  /** Asked in this order. */
  readonly directory: readonly DirectoryServer[];
  readonly trust: string | readonly string[];
  readonly serviceAccount: { readonly upn: string; readonly password: string };
  readonly baseDn: string;
  /** Lab milliseconds for one domain controller to hand over everything. */
  readonly answerLimitMs: number;
  readonly stopping: AbortSignal;
}

const PAGE = 500;
const FILTER = '(&(objectClass=user)(!(objectClass=computer)))';
const ATTRIBUTES = ['objectGUID', 'sAMAccountName', 'userPrincipalName', 'displayName', 'userAccountControl'];

/** Reads every user object from the first domain controller that answers. */
export async function importPeople(reader: ForestReader, correlationId: string): Promise<Person[]> {
  const reasons: string[] = [];
  for (const server of reader.directory) {
    try {
      return await importFrom(server, reader, correlationId);
    } catch (error) {
      if (!isOutage(error) || reader.stopping.aborted) throw error;
      reasons.push(error.message);
    }
  }
  throw new ForestUnreachableError(reader.host, reasons);
}

async function importFrom(
  server: DirectoryServer,
  reader: ForestReader,
  correlationId: string,
): Promise<Person[]> {
  using limit = deadline(
    reader.clock,
    reader.answerLimitMs,
    `the import of ${reader.host} from ${server.name}`,
  );
  const signal = AbortSignal.any([limit.signal, reader.stopping]);
  using client = await connectLdap({ server, trust: reader.trust, signal });
  await bind(client, server, reader, correlationId);
  const entries = await client.search({
    base: reader.baseDn,
    scope: 'sub',
    filter: FILTER,
    attributes: ATTRIBUTES,
    pageSize: PAGE,
  });
  return entries.map(personOf).filter((person) => person !== undefined);
}

async function bind(
  client: LdapClient,
  server: DirectoryServer,
  { host, serviceAccount }: ForestReader,
  requestId: string,
): Promise<void> {
  const { code, diagnosticMessage } = await client.bind(serviceAccount.upn, serviceAccount.password, {
    requestId,
  });
  if (code !== 0) throw new ForestRefusedError(host, server.name, serviceAccount.upn, diagnosticMessage);
}

function personOf(entry: LdapEntry): Person | undefined {
  const objectGuid = entry.bytes('objectGUID');
  const samAccountName = entry.text('sAMAccountName');
  if (objectGuid?.length !== 16 || samAccountName === undefined) return undefined;
  return {
    dn: entry.dn,
    objectGuid,
    samAccountName,
    userPrincipalName: entry.text('userPrincipalName'),
    displayName: entry.text('displayName'),
    userAccountControl: Number(entry.text('userAccountControl') ?? 0),
  };
}

/** Worth asking the next domain controller: this one is gone, or silent past the limit. */
function isOutage(error: unknown): error is Error {
  return error instanceof LdapConnectionError || (error instanceof Error && error.name === 'DeadlineError');
}
