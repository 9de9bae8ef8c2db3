import { dnKey } from '../../ldap/dn.ts';
import { accountOf, type Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import type { DirectoryObject } from '../store/object.ts';
import { Memo } from '../store/memo.ts';
import type { Replica } from '../store/replica.ts';
import type { Forest } from '../topology/forest.ts';

type Form = (name: string, replica: Replica, domain: Domain) => DirectoryObject | undefined;

const GUID = /^(?:\{([0-9a-f-]{36})\}|<GUID=([0-9a-f-]{36})>)$/i;
const SID = /^(?:<SID=)?(S-1-[\d-]{1,180})>?$/i;

/** Names that may mean an account of any domain of the forest: each says which domain it means. */
const FOREST_WIDE: readonly Form[] = [
  (name, replica) => byDn(name, replica),
  (name, replica) => only(replica.find('userprincipalname', name)),
  (name, replica, domain) => only(bySam(implicitUpn(name, domain), replica)),
  (name, replica, domain) => only(bySam(afterPrefix(name, `${domain.names.netbios}\\`), replica)),
  (name, replica, domain) => canonical(afterPrefix(name, `${domain.names.dns}/`), replica),
  (name, replica) => only(replica.find('objectsid', SID.exec(name)?.[1] ?? '')),
  (name, replica) => byGuid(name, replica),
];

/** Names that are looked for in the domain controller's own domain alone. */
const LOCAL: readonly Form[] = [
  (name, replica) => (name.includes('/') ? only(replica.find('serviceprincipalname', name)) : undefined),
  (name, replica) => (/[@\\/]/.test(name) ? undefined : byDisplayName(name, replica)),
];

const ALL: readonly Form[] = [...FOREST_WIDE, ...LOCAL];

/** An account of the forest, and the domain that judges it. */
export interface Named {
  readonly domain: Domain;
  readonly account: Account;
}

/**
 * The account that the name in a simple bind means ([MS-ADTS] 5.1.1.1.1): forms in their order, in this domain first and
 * then in the others of the forest. A name that several bear means nobody.
 */
export function resolveName(forest: Forest, domain: Domain, dc: string, name: string): Named | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return undefined;
  const replica = domain.at(dc);
  const own =
    trimmed.length > LONGEST_KEPT ? search(ALL, trimmed, replica, domain) : known(trimmed, replica, domain);
  if (own !== undefined) return { domain, account: own };
  for (const other of forest.replicasFor(domain, dc)) {
    const account =
      other.domain === domain ? undefined : search(FOREST_WIDE, trimmed, other.replica, other.domain);
    if (account !== undefined) return { domain: other.domain, account };
  }
  return undefined;
}

/** Whom a name meant, and the USN of that account's last change then. */
interface Known {
  readonly account: Account | undefined;
  readonly usn: number | undefined;
}

/** Who logs on does so again. Other people's changes do not matter as long as nobody's names change. */
const KNOWN = new Memo<Known>(({ namesUsn }) => namesUsn);
const LONGEST_KEPT = 256;

function known(name: string, replica: Replica, domain: Domain): Account | undefined {
  const usnOf = (account: Account | undefined): number | undefined => account && replica.usnOf(account.id);
  const find = (): Known => {
    const account = search(ALL, name, replica, domain);
    return { account, usn: usnOf(account) };
  };
  return KNOWN.of(replica, name, find, ({ account, usn }) => usn === usnOf(account)).account;
}

function search(forms: readonly Form[], name: string, replica: Replica, domain: Domain): Account | undefined {
  for (const form of forms) {
    const account = accountOf(form(name, replica, domain));
    if (account !== undefined) return account;
  }
  return undefined;
}

function byDn(name: string, replica: Replica): DirectoryObject | undefined {
  const key = name.includes('=') ? dnKey(name) : undefined;
  return key === undefined ? undefined : replica.byKey(key);
}

function byGuid(name: string, replica: Replica): DirectoryObject | undefined {
  const [, braced, named] = GUID.exec(name) ?? [];
  const guid = braced ?? named;
  return guid === undefined ? undefined : replica.get(guid.toLowerCase());
}

/** `sam@corp.contoso.com` and `sam@CORP`, whatever the account's own UPN. */
function implicitUpn(name: string, { names }: Domain): string | undefined {
  const [sam, suffix, ...more] = name.split('@');
  const isOurs = [names.dns, names.netbios].some((own) => own.toLowerCase() === suffix?.toLowerCase());
  return isOurs && more.length === 0 ? sam : undefined;
}

function bySam(sam: string | undefined, replica: Replica): DirectoryObject[] {
  return sam === undefined || sam === '' ? [] : replica.find('samaccountname', sam);
}

function byDisplayName(name: string, replica: Replica): DirectoryObject | undefined {
  return only(replica.find('displayname', name).filter((each) => accountOf(each) !== undefined));
}

/** `Staff/Ada Byron` below the domain; the last separator may be a newline (the extended form). */
function canonical(path: string | undefined, replica: Replica): DirectoryObject | undefined {
  if (path === undefined || path === '') return undefined;
  let found: DirectoryObject | undefined = replica.root;
  for (const part of path.replace('\n', '/').toLowerCase().split('/')) {
    if (found === undefined) return undefined;
    const parent: string = found.id;
    found = replica.child(parent, `ou=${part}`) ?? replica.child(parent, `cn=${part}`);
  }
  return found;
}

function afterPrefix(name: string, prefix: string): string | undefined {
  return name.toLowerCase().startsWith(prefix.toLowerCase()) ? name.slice(prefix.length) : undefined;
}

function only(found: readonly DirectoryObject[]): DirectoryObject | undefined {
  const living = found.filter((each) => each.values('isdeleted').length === 0);
  return living.length === 1 ? living[0] : undefined;
}
