import { dnKey, isWithin, parentKey } from '../../ldap/dn.ts';
import type { LdapResult } from '../../ldap/message.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { OutgoingEntry } from '../../ldap/responses.ts';
import type { Domain } from './domain.ts';
import type { Entry } from './entry.ts';
import { matches } from './matching.ts';
import { select } from './selection.ts';

/** What a search found before any limit, or why it could not be made. */
export type Found = { readonly entries: readonly OutgoingEntry[] } | { readonly refused: LdapResult };

/** Finds the entries under a base that pass the filter, at one domain controller. */
export function find(domain: Domain, dc: string, request: SearchRequest): Found {
  const base = locate(domain, dc, request.base);
  if ('refused' in base) return base;
  const found = [...candidates(domain, dc, base, request)].filter((entry) => matches(request.filter, entry));
  return { entries: found.map((entry) => select(entry, request.attributes, request.typesOnly)) };
}

function* candidates(domain: Domain, dc: string, base: Entry, { scope }: SearchRequest): Generator<Entry> {
  if (scope === 'base') return yield base;
  for (const entry of domain.entriesWithin(base.key, dc)) {
    if (scope === 'sub' || parentKey(entry.key) === base.key) yield entry;
  }
}

/** The entry that a name means: a distinguished name or `<GUID=…>`. */
export function locate(domain: Domain, dc: string, name: string): Entry | { readonly refused: LdapResult } {
  const guid = /^<GUID=([0-9a-f-]{36})>$/i.exec(name)?.[1];
  const key = guid === undefined ? dnKey(name) : domain.accounts.byGuid(guid)?.key;
  if (key === undefined) return { refused: guid === undefined ? badName(name) : noSuchObject(domain.base) };
  const domainKey = dnKey(domain.base) ?? '';
  if (!isWithin(key, domainKey)) return { refused: referral(name) };
  return domain.entry(key, dc) ?? { refused: noSuchObject(domain.base) };
}

function badName(name: string): LdapResult {
  const text = `0000208F: NameErr: DSID-03100225, problem 2006 (BAD_NAME), data 8350, best match of:\n\t'${name.slice(0, 256)}'\n`;
  return { code: ResultCode.invalidDnSyntax, diagnosticMessage: text };
}

function noSuchObject(base: string): LdapResult {
  const text = `0000208D: NameErr: DSID-03100241, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${base}'\n`;
  return { code: ResultCode.noSuchObject, matchedDn: base, diagnosticMessage: text };
}

/** A name outside the forest: ask the host that the name's domain components spell. */
function referral(name: string): LdapResult {
  const host = [...name.matchAll(/(?:^|,)\s*dc=([^,]+)/gi)].map((part) => part[1]?.trim()).join('.');
  const text = `0000202B: RefErr: DSID-0310082F, data 0, 1 access points\n\tref 1: '${host}'\n`;
  return {
    code: ResultCode.referral,
    diagnosticMessage: text,
    referrals: [`ldap://${host}/${encodeURI(name)}`],
  };
}
