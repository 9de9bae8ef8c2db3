import type { LdapClient, LdapOutcome } from '../ldap/client.ts';
import { ForestRefusedError, ForestUnreachableError } from './errors.ts';
import { fromOne, type ForestReader } from './forest-import.ts';

/** A new password that the tenant has for a user of the forest. */
export interface WrittenPassword {
  readonly sourceAnchor: string;
  /** Undefined for a reset. */
  readonly oldPassword?: string | undefined;
  readonly newPassword: string;
}

export type WritebackResult = 'written' | 'wrongOld' | 'complexity' | 'lockedOrDisabled' | 'unreachable';

/** Password writeback: sets a password in the forest, over this server's own link to it. */
export async function writePassword(
  reader: ForestReader,
  written: WrittenPassword,
  correlationId: string,
): Promise<WritebackResult> {
  try {
    return await fromOne(reader, correlationId, 'the writeback', async (client) => {
      const account = await find(client, reader.baseDn, written.sourceAnchor);
      if (account === undefined || !account.enabled) return 'lockedOrDisabled';
      return resultOf(await client.modify(account.dn, changesFor(written)));
    });
  } catch (error) {
    if (error instanceof ForestUnreachableError || error instanceof ForestRefusedError) return 'unreachable';
    throw error;
  }
}

const ACCOUNT_DISABLED = 0x2;

async function find(client: LdapClient, base: string, sourceAnchor: string) {
  const guid = [...Buffer.from(sourceAnchor, 'base64')].map(
    (byte) => `\\${byte.toString(16).padStart(2, '0')}`,
  );
  const [entry] = await client.search({
    ...{ base, scope: 'sub', filter: `(objectGUID=${guid.join('')})` },
    attributes: ['userAccountControl'],
  });
  if (entry === undefined) return undefined;
  return { dn: entry.dn, enabled: (Number(entry.text('userAccountControl')) & ACCOUNT_DISABLED) === 0 };
}

/** Deleting the old one and adding the new one is a change; replacing is a reset ([MS-ADTS] 3.1.1.3.1.5). */
function changesFor({ oldPassword, newPassword }: WrittenPassword) {
  const type = 'unicodePwd';
  if (oldPassword === undefined) return [{ kind: 'replace', type, values: [quoted(newPassword)] }] as const;
  return [
    { kind: 'delete', type, values: [quoted(oldPassword)] },
    { kind: 'add', type, values: [quoted(newPassword)] },
  ] as const;
}

function quoted(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}

/** By the Win32 number that a domain controller's text begins with. */
function resultOf({ code, diagnosticMessage }: LdapOutcome): WritebackResult {
  if (code === 0) return 'written';
  switch (diagnosticMessage.slice(0, 8).toUpperCase()) {
    case '00000056':
      return 'wrongOld';
    case '00000775':
      return 'lockedOrDisabled';
    default:
      return 'complexity';
  }
}
