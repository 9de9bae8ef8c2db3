import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import {
  connectLdap,
  LdapConnectionError,
  type LdapClient,
  type LdapEntry,
  type SearchOptions,
} from '../ldap/client.ts';
import type { DirectoryServer } from '../ldap/directory-server.ts';
import { Oid } from '../ldap/oids.ts';
import type { Person, PersonsHash } from './core/person.ts';
import { ForestRefusedError, ForestUnreachableError, HashesRefusedError } from './errors.ts';

export interface ForestReader {
  readonly host: string;
  readonly clock: Clock;
  /** Asked in this order. */
  readonly directory: readonly DirectoryServer[];
  readonly trust: string | readonly string[];
  readonly serviceAccount: { readonly upn: string; readonly password: string };
  readonly baseDn: string;
  /** Objects that were not changed since are left out. */
  readonly changedFromUsn?: number | undefined;
  /** Lab milliseconds for one domain controller to hand over everything. */
  readonly answerLimitMs: number;
  readonly stopping: AbortSignal;
}

const PAGE = 500;
const FILTER = '(&(objectClass=user)(!(objectClass=computer)))';
const ATTRIBUTES = [
  ...['objectGUID', 'sAMAccountName', 'userPrincipalName', 'displayName', 'userAccountControl'],
  ...['mail', 'proxyAddresses', 'pwdLastSet'],
];

/** Reads every user object from the first domain controller that answers; those alone who were changed, when a USN says since when. */
export function importPeople(reader: ForestReader, correlationId: string): Promise<Person[]> {
  return fromOne(reader, correlationId, 'the import', async (client) => {
    const entries = await client.search({ ...searchFor(reader), attributes: ATTRIBUTES });
    return entries.map(personOf).filter((person) => person !== undefined);
  });
}

/** Source anchors of user objects that were deleted since the USN. */
export function importDeleted(reader: ForestReader, correlationId: string): Promise<string[]> {
  return fromOne(reader, correlationId, 'the import of deletions', async (client) => {
    const entries = await client.search({
      ...searchFor(reader, '(isDeleted=TRUE)'),
      attributes: ['objectGUID'],
      controls: [{ oid: Oid.showDeleted, critical: true }],
    });
    return entries.flatMap((entry) => entry.bytes('objectGUID')?.toString('base64') ?? []);
  });
}

/** Password hashes of user objects, as they replicate between domain controllers. Throws HashesRefusedError. */
export function importHashes(reader: ForestReader, correlationId: string): Promise<PersonsHash[]> {
  return fromOne(reader, correlationId, 'the import of hashes', async (client, server) => {
    const { code, diagnosticMessage, entries } = await client.searchOutcome({
      ...searchFor(reader),
      attributes: ['objectGUID', 'unicodePwd', 'pwdLastSet'],
      controls: [{ oid: Oid.passwordHashes, critical: true }],
    });
    if (code !== 0) throw new HashesRefusedError(reader.host, server.name, diagnosticMessage);
    return entries.flatMap((entry) => hashOf(entry) ?? []);
  });
}

function searchFor({ baseDn, changedFromUsn }: ForestReader, more = ''): SearchOptions {
  const since = changedFromUsn === undefined ? '' : `(uSNChanged>=${changedFromUsn})`;
  return { base: baseDn, scope: 'sub', filter: `(&${FILTER}${since}${more})`, pageSize: PAGE };
}

type Work<T> = (client: LdapClient, server: DirectoryServer) => Promise<T>;

/** Asks the first domain controller that answers. Throws ForestUnreachableError, ForestRefusedError. */
export async function fromOne<T>(
  reader: ForestReader,
  correlationId: string,
  what: string,
  work: Work<T>,
): Promise<T> {
  const reasons: string[] = [];
  for (const server of reader.directory) {
    try {
      return await workAt(server, reader, correlationId, what, work);
    } catch (error) {
      if (!isOutage(error) || reader.stopping.aborted) throw error;
      reasons.push(error.message);
    }
  }
  throw new ForestUnreachableError(reader.host, reasons);
}

async function workAt<T>(
  server: DirectoryServer,
  reader: ForestReader,
  correlationId: string,
  what: string,
  work: Work<T>,
): Promise<T> {
  const name = `${what} of ${reader.host} from ${server.name}`;
  using limit = deadline(reader.clock, reader.answerLimitMs, name);
  const signal = AbortSignal.any([limit.signal, reader.stopping]);
  using client = await connectLdap({ server, trust: reader.trust, signal });
  await bind(client, server, reader, correlationId);
  return await work(client, server);
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
    mail: entry.text('mail'),
    proxyAddresses: entry.texts('proxyAddresses'),
    pwdLastSet: millisecondsOf(entry.text('pwdLastSet')),
  };
}

function hashOf(entry: LdapEntry): PersonsHash | undefined {
  const objectGuid = entry.bytes('objectGUID');
  const hash = entry.bytes('unicodePwd');
  if (objectGuid?.length !== 16 || hash?.length !== 16) return undefined;
  const pwdLastSet = millisecondsOf(entry.text('pwdLastSet')) ?? 0;
  return { dn: entry.dn, objectGuid, hash: hash.toString('hex'), pwdLastSet };
}

const EPOCH_OFFSET_MS = 11_644_473_600_000n;
const TICKS_PER_MS = 10_000n;

/** Milliseconds since 1970 of an Active Directory time (100 ns since 1601); 0 stays 0. */
function millisecondsOf(ticks: string | undefined): number | undefined {
  if (ticks === undefined || !/^\d{1,19}$/.test(ticks)) return undefined;
  return ticks === '0' ? 0 : Number(BigInt(ticks) / TICKS_PER_MS - EPOCH_OFFSET_MS);
}

/** Worth asking the next domain controller: this one is gone, or silent past the limit. */
function isOutage(error: unknown): error is Error {
  return error instanceof LdapConnectionError || (error instanceof Error && error.name === 'DeadlineError');
}
