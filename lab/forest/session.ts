import type { HistorySink } from '../history/history.ts';
import type { LdapHandler, SearchAnswer } from '../ldap/handler.ts';
import type { LdapControl, LdapResult } from '../ldap/message.ts';
import { filterText } from '../ldap/filter-text.ts';
import { Oid } from '../ldap/oids.ts';
import { pageOf } from '../ldap/paging.ts';
import { Refusal } from '../ldap/refusals.ts';
import type { BindRequest, CompareRequest, ExtendedRequest, SearchRequest } from '../ldap/requests.ts';
import type { ExtendedResult } from '../ldap/responses.ts';
import { ResultCode } from '../ldap/result-codes.ts';
import { refusalText } from './core/bind-decision.ts';
import type { BindVerdict, Domain } from './core/domain.ts';
import { isEqual } from './core/matching.ts';
import { rootDse } from './core/root-dse.ts';
import { find, locate } from './core/search.ts';
import { select } from './core/selection.ts';
import { PagedSearches } from './paged-searches.ts';

export interface SessionOptions {
  readonly domain: Domain;
  readonly history: HistorySink;
  /** The domain controller: `DC1`, `dc1.corp.contoso.com`. */
  readonly dc: string;
  readonly dnsName: string;
  /** The calling host, known by its link. */
  readonly from: string;
}

const SUCCESS: LdapResult = { code: ResultCode.success };
/** Longest text of a caller's that goes into the history. */
const TEXT_IN_HISTORY = 256;

const BIND_FIRST: LdapResult = {
  code: ResultCode.operationsError,
  diagnosticMessage:
    '000004DC: LdapErr: DSID-0C0906E8, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v1db1',
};

const NO_SASL: LdapResult = {
  code: ResultCode.authMethodNotSupported,
  diagnosticMessage:
    '00002027: LdapErr: DSID-0C0905A8, comment: Invalid Authentication method, data 0, v1db1',
};

const NO_WRITING: LdapResult = {
  code: ResultCode.insufficientAccessRights,
  diagnosticMessage: '00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n',
};

/** One LDAP connection to one domain controller: who is bound, and what the domain says to each request. */
export class DirectorySession implements LdapHandler {
  readonly controls: ReadonlySet<string> = new Set([Oid.pagedResults, Oid.requestId]);
  readonly #options: SessionOptions;
  readonly #paged = new PagedSearches();
  /** sAMAccountName; undefined while anonymous. */
  #identity: string | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get authenticated(): boolean {
    return this.#identity !== undefined;
  }

  /** Whatever comes of it, a bind first makes the connection anonymous (RFC 4511 section 4.2.1). */
  bind({ version, name, credentials }: BindRequest, controls: readonly LdapControl[]): LdapResult {
    this.#identity = undefined;
    if (version !== 2 && version !== 3) return { code: ResultCode.protocolError };
    if (credentials.kind === 'sasl') return NO_SASL;
    if (credentials.password.length === 0) return SUCCESS;
    const { domain, dc } = this.#options;
    const verdict = domain.bind(dc, name, credentials.password);
    this.#record(name, verdict, requestIdOf(controls));
    if (verdict.refused !== undefined) {
      return { code: ResultCode.invalidCredentials, diagnosticMessage: refusalText(verdict.refused) };
    }
    this.#identity = verdict.account?.sam;
    return SUCCESS;
  }

  search(request: SearchRequest, controls: readonly LdapControl[]): SearchAnswer {
    if (request.base === '' && request.scope === 'base') return this.#readRootDse(request);
    if (!this.authenticated) return { entries: [], result: BIND_FIRST };
    const { domain, dc } = this.#options;
    const page = pageOf(controls);
    const found = page !== undefined && page.cookie.length > 0 ? { entries: [] } : find(domain, dc, request);
    if ('refused' in found) return { entries: [], result: found.refused };
    const { entries } = found;
    const answer = page
      ? this.#paged.page(page, () => entries)
      : this.#paged.whole(entries, request.sizeLimit);
    this.#recordSearch(request, answer);
    return answer;
  }

  compare({ dn, attribute, value }: CompareRequest): LdapResult {
    if (!this.authenticated) return BIND_FIRST;
    const entry = locate(this.#options.domain, this.#options.dc, dn);
    if ('refused' in entry) return entry.refused;
    const equal = entry.values(attribute).some((each) => isEqual(attribute, each, value));
    return { code: equal ? ResultCode.compareTrue : ResultCode.compareFalse };
  }

  extended({ oid }: ExtendedRequest): ExtendedResult {
    if (oid === Oid.whoAmI) return { ...SUCCESS, value: this.#whoAmI() };
    return { ...Refusal.unknownExtended, oid: oid.slice(0, 128) };
  }

  add(): LdapResult {
    return this.#refuseWriting();
  }

  modify(): LdapResult {
    return this.#refuseWriting();
  }

  modifyDn(): LdapResult {
    return this.#refuseWriting();
  }

  delete(): LdapResult {
    return this.#refuseWriting();
  }

  #refuseWriting(): LdapResult {
    return this.authenticated ? NO_WRITING : BIND_FIRST;
  }

  #readRootDse({ attributes, typesOnly }: SearchRequest): SearchAnswer {
    const { domain, dc, dnsName } = this.#options;
    return { entries: [select(rootDse(domain, dc, dnsName), attributes, typesOnly)], result: SUCCESS };
  }

  #whoAmI(): string {
    return this.#identity === undefined ? '' : `u:${this.#options.domain.names.netbios}\\${this.#identity}`;
  }

  #record(
    name: string,
    { account, refused, locked, unlocked }: BindVerdict,
    correlationId: string | undefined,
  ): void {
    const { history, dc, from } = this.#options;
    const named = { name: name.slice(0, TEXT_IN_HISTORY), from, ...(account && { account: account.sam }) };
    const data = refused === undefined ? named : { ...named, subCode: refused };
    history.append({ component: dc, kind: refused ? 'bind.refused' : 'bind.accepted', correlationId, data });
    if (account === undefined) return;
    const about = { account: account.sam, upn: account.upn };
    if (locked)
      history.append({ component: dc, kind: 'account.locked', correlationId, data: { ...about, from } });
    if (unlocked) {
      history.append({
        component: dc,
        kind: 'account.unlocked',
        correlationId,
        data: { ...about, by: 'sign-in' },
      });
    }
  }

  #recordSearch({ base, filter }: SearchRequest, { entries, result }: SearchAnswer): void {
    const { history, dc, from } = this.#options;
    const text = filterText(filter).slice(0, TEXT_IN_HISTORY);
    const found = { entries: entries.length, code: result.code };
    const data = { base: base.slice(0, TEXT_IN_HISTORY), filter: text, from, ...found };
    history.append({ component: dc, kind: 'search.answered', data });
  }
}

function requestIdOf(controls: readonly LdapControl[]): string | undefined {
  const value = controls.find(({ oid }) => oid === Oid.requestId)?.value;
  return value === undefined || value.length === 0 || value.length > 128 ? undefined : value.toString('utf8');
}
