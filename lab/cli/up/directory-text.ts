import { escapeInvisible } from '../../report/facts.ts';
import type { Directory } from '../../desk/directory.ts';
import { columns } from './columns.ts';

/** The domain, its domain controllers in a line each, and the account that was asked for. */
export function directoryText({ domain, netbios, base, domainControllers, account }: Directory): string {
  const head = [
    ['domain', `${domain} (${netbios})`],
    ['base', base],
    ...(account === null
      ? []
      : [
          ['account', account.upn === '' ? account.sam : account.upn],
          ['DN', account.dn === '' ? '– (of the tenant alone)' : account.dn],
          ['password', account.password ?? `– (${account.unknown ?? 'the lab does not know it'})`],
        ]),
  ];
  const rows = domainControllers.map(({ name, ldap, ldaps, gc, gcs }) => [
    name,
    ldap,
    ldaps,
    gc ?? '–',
    gcs ?? '–',
  ]);
  const titles = ['domain controller', 'LDAP', 'LDAPS', 'global catalog', 'over TLS'];
  return `${columns(head)}\n\n${columns([titles, ...rows])}`;
}

/** Variables of ldap.conf(5), for a shell to evaluate. The account's name is among them, its password never. */
export function directoryVariables(found: Directory, trustFile: string): string {
  const { base, domainControllers, account } = found;
  const variables = {
    LDAPURI: domainControllers.map(({ ldaps }) => ldaps).join(' '),
    LDAPBASE: base,
    LDAPTLS_CACERT: trustFile,
    ...(account === null || account.dn === '' ? {} : { LDAPBINDDN: account.dn }),
  };
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${quoted(value)}`)
    .join('\n');
}

function quoted(value: string): string {
  return `'${escapeInvisible(value).replaceAll("'", `'\\''`)}'`;
}
