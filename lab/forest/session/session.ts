import { isSecret } from '../access/secrets.ts';
import { abridged } from '../../history/abridge.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapHandler, SearchAnswer, SearchDone, SearchPause, SearchWalk } from '../../ldap/handler.ts';
import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import { filterText } from '../../ldap/filter-text.ts';
import { Oid } from '../../ldap/oids.ts';
import { Refusal } from '../../ldap/refusals.ts';
import type {
  AddRequest,
  BindRequest,
  CompareRequest,
  DeleteRequest,
  ExtendedRequest,
  ModifyDnRequest,
  ModifyRequest,
  SearchRequest,
} from '../../ldap/requests.ts';
import type { BindResult, ExtendedResult } from '../../ldap/responses.ts';
import type { SecurityLayer } from '../../ldap/security-layer.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { TargetInfo } from '../ntlm/av-pairs.ts';
import { NtlmExchange } from '../ntlm/exchange.ts';
import { compare } from '../read/compare.ts';
import { HONOURED_CONTROLS } from '../read/honoured-controls.ts';
import { Notifications } from '../read/notification.ts';
import { PagedWalks } from '../read/paging.ts';
import { search } from '../read/search.ts';
import type { Found } from '../read/walk.ts';
import type { Caller, DirectoryContext } from '../topology/context.ts';
import type { Surroundings } from '../topology/surroundings.ts';
import { add } from '../write/add.ts';
import { modifyDn } from '../write/modify-dn.ts';
import { modify } from '../write/modify.ts';
import { remove } from '../write/remove.ts';
import { bind } from './bind.ts';
import { BindRefusal } from './bind-refusals.ts';
import { Negotiation } from './negotiation.ts';

export type SessionOptions = Omit<DirectoryContext, 'caller'> & {
  readonly surroundings: Surroundings;
  /** Eight bytes that nobody can foresee. */
  readonly challenge: () => Buffer;
};

type Controls = readonly LdapControl[];

const CONTROLS: ReadonlySet<string> = new Set(HONOURED_CONTROLS);
/** Characters of a filter that are written out for the history, which keeps fewer. */
const LONGEST_FILTER = 300;

function isSecretName(attribute: string): boolean {
  return isSecret(attribute.toLowerCase().split(';')[0] ?? '');
}

/** One LDAP connection to one domain controller: who is bound, and what the directory says to each request. */
export class DirectorySession implements LdapHandler {
  readonly controls = CONTROLS;
  readonly #options: SessionOptions;
  readonly #paged = new PagedWalks();
  readonly #notifications = new Notifications();
  readonly #negotiation: Negotiation;
  #caller: Caller | undefined;
  #secure: boolean;
  #layer: 'none' | 'in force' | SecurityLayer = 'none';

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#secure = options.secure;
    this.#negotiation = new Negotiation(
      () => new NtlmExchange(options.challenge(), () => this.#targetInfo()),
    );
  }

  get authenticated(): boolean {
    return this.#caller !== undefined;
  }

  bind(request: BindRequest, controls: Controls): BindResult {
    if (this.#layer !== 'none') return BindRefusal.layered;
    this.#caller = undefined;
    // Pages that were begun are those of whoever was bound.
    this.#paged.clear();
    const state = { surroundings: this.#options.surroundings, negotiation: this.#negotiation };
    const { result, caller, layer } = bind(this.#context(), request, controls, state);
    this.#caller = caller;
    if (layer !== undefined) this.#layer = layer;
    this.#secure ||= layer?.encrypts === true;
    return result;
  }

  takeLayer(): SecurityLayer | undefined {
    if (typeof this.#layer === 'string') return undefined;
    const agreed = this.#layer;
    this.#layer = 'in force';
    return agreed;
  }

  search(request: SearchRequest, controls: Controls): SearchAnswer | SearchWalk {
    const underWay = { paged: this.#paged, notifications: this.#notifications };
    const answer = search(this.#context(), request, controls, underWay);
    if (!('next' in answer)) return answer;
    return this.#counted(answer, request);
  }

  compare(request: CompareRequest): LdapResult {
    return compare(this.#context(), request);
  }

  add(request: AddRequest, controls: Controls): LdapResult {
    return add(this.#context(), request, controls);
  }

  modify(request: ModifyRequest, controls: Controls): LdapResult {
    return modify(this.#context(), request, controls);
  }

  modifyDn(request: ModifyDnRequest, controls: Controls): LdapResult {
    return modifyDn(this.#context(), request, controls);
  }

  delete(request: DeleteRequest, controls: Controls): LdapResult {
    return remove(this.#context(), request, controls);
  }

  extended({ oid }: ExtendedRequest): ExtendedResult {
    if (oid === Oid.whoAmI) return { code: ResultCode.success, value: this.#whoAmI() };
    // Fast binds only check passwords ([MS-ADTS] 5.1.1.3); nothing here costs more than that.
    if (oid === Oid.fastBind) return { code: ResultCode.success, oid };
    return { ...Refusal.unknownExtended, oid: oid.slice(0, 128) };
  }

  secured(): void {
    this.#secure = true;
  }

  closed(): void {
    this.#paged.clear();
  }

  #context(): DirectoryContext {
    return { ...this.#options, caller: this.#caller, secure: this.#secure };
  }

  #targetInfo(): TargetInfo {
    const { forest, domain, dc } = this.#options;
    const { dns, netbios } = domain.names;
    const dnsComputer = domain.controller(dc)?.dnsName ?? `${dc}.${dns}`;
    const names = { netbiosComputer: dc, netbiosDomain: netbios, dnsComputer, dnsDomain: dns };
    return { ...names, dnsTree: forest.root.names.dns, now: domain.now() };
  }

  #whoAmI(): string {
    return this.#caller === undefined ? '' : `u:${this.#caller.domain.names.netbios}\\${this.#caller.sam}`;
  }

  /** The walk itself, which tells the history at its end what came of it. */
  *#counted(walk: SearchWalk, { base, filter }: SearchRequest): Generator<Found | SearchPause, SearchDone> {
    let entries = 0;
    let code: number = ResultCode.other;
    try {
      for (;;) {
        const { done, value } = walk.next();
        if (done === true) {
          code = value.result.code;
          return value;
        }
        if (value !== undefined && 'dn' in value) entries++;
        yield value;
      }
    } catch (error) {
      if (error instanceof LdapRefusalError) code = error.result.code;
      throw error;
    } finally {
      walk.return?.({ result: { code } });
      const { history, dc, from } = this.#options;
      const data = {
        base: abridged(base),
        filter: abridged(filterText(filter, { longest: LONGEST_FILTER, isHidden: isSecretName })),
        from,
        entries,
        code,
      };
      history.append({ component: dc, kind: 'search.answered', data });
    }
  }
}
