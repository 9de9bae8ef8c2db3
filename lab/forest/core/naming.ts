import { dnKey } from '../../ldap/dn.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';

/** The names that a domain goes by. */
export interface DomainNames {
  /** `corp.contoso.com` */
  readonly dns: string;
  readonly netbios: string;
}

type Form = (name: string, accounts: Accounts, domain: DomainNames) => Account | undefined;

/** Forms of the name in a simple bind ([MS-ADTS] 5.1.1.1.1), tried in order; the first that finds an account wins. */
const FORMS: readonly Form[] = [
  (name, accounts) => accounts.byKey(dnKey(name)),
  (name, accounts) => accounts.byUpn(name),
  implicitUpn,
  (name, accounts, domain) => accounts.bySam(after(name, `${domain.netbios}\\`)),
  canonicalName,
  (name, accounts) => accounts.byGuid(/^(?:\{(.+)\}|<GUID=(.+)>)$/i.exec(name)?.slice(1).find(Boolean)),
  (name, accounts) => accounts.bySid(/^(?:<SID=)?(S-1-[\d-]+)>?$/i.exec(name)?.[1]),
  (name, accounts) => (/[@\\]/.test(name) ? undefined : accounts.byDisplayName(name)),
];

/** Finds the account that a bind name means. */
export function findByBindName(name: string, accounts: Accounts, domain: DomainNames): Account | undefined {
  const trimmed = name.trim();
  for (const form of FORMS) {
    const account = form(trimmed, accounts, domain);
    if (account !== undefined) return account;
  }
  return undefined;
}

/** `sam@corp.contoso.com` and `sam@CORP`, whatever the account's own UPN. */
function implicitUpn(name: string, accounts: Accounts, domain: DomainNames): Account | undefined {
  const [sam, suffix, ...more] = name.split('@');
  const ours = [domain.dns, domain.netbios].some((own) => own.toLowerCase() === suffix?.toLowerCase());
  return ours && more.length === 0 ? accounts.bySam(sam) : undefined;
}

/** `corp.contoso.com/Staff/Alice`; the last separator may be a newline (the extended form). */
function canonicalName(name: string, accounts: Accounts, domain: DomainNames): Account | undefined {
  const path = after(name, `${domain.dns}/`);
  return path === undefined ? undefined : accounts.byCanonicalPath(path.replace('\n', '/'));
}

function after(name: string, prefix: string): string | undefined {
  return name.toLowerCase().startsWith(prefix.toLowerCase()) ? name.slice(prefix.length) : undefined;
}
