import type { Clock } from '../../clock/clock.ts';
import { wallDeadline } from '../../clock/wall.ts';
import {
  connectLdap,
  type ChangeFields,
  type LdapClient,
  type LdapEntry,
  type LdapOutcome,
  type SearchOptions,
  type Values,
} from '../../ldap/client.ts';
import { Oid } from '../../ldap/oids.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { OutsideForest } from '../config.ts';
import { OutsideRefusedError, OutsideUnreachableError } from '../errors.ts';

/** Real milliseconds: whoever is outside of the lab takes real time. */
const ANSWER_MS = 30_000;
const PAGE = 500;
const TREE_DELETE = { oid: Oid.treeDelete, critical: true };

/** The outside domain's administrator at an LDAPS connection, which is made anew when it has ended. */
export class DomainAdministrator implements Disposable {
  readonly outside: OutsideForest;
  readonly #clock: Clock;
  #line: Promise<LdapClient> | undefined;

  constructor(outside: OutsideForest, clock: Clock) {
    this.outside = outside;
    this.#clock = clock;
  }

  /** Everything under a base, page by page. Throws OutsideRefusedError, OutsideUnreachableError, as all of these do. */
  async search(options: Omit<SearchOptions, 'pageSize'>): Promise<readonly LdapEntry[]> {
    const paged = { ...options, ...(options.scope === 'base' ? {} : { pageSize: PAGE }) };
    const outcome = await this.#ask((client) => client.searchOutcome(paged));
    if (outcome.code === ResultCode.noSuchObject) return [];
    this.#expect(outcome, `search under ${options.base || 'the rootDSE'}`);
    return outcome.entries;
  }

  async entry(dn: string, attributes: readonly string[]): Promise<LdapEntry | undefined> {
    return (await this.search({ base: dn, scope: 'base', attributes }))[0];
  }

  async add(dn: string, values: Values): Promise<void> {
    this.#expect(await this.#ask((client) => client.add(dn, values)), `add ${dn}`);
  }

  async modify(dn: string, changes: readonly ChangeFields[]): Promise<void> {
    const types = changes.map(({ type }) => type).join(', ');
    this.#expect(await this.#ask((client) => client.modify(dn, changes)), `change ${types} of ${dn}`);
  }

  replace(dn: string, values: Values): Promise<void> {
    const change = ([type, each]: [string, ChangeFields['values']]): ChangeFields => {
      return { kind: 'replace', type, values: each };
    };
    return this.modify(dn, Object.entries(values).map(change));
  }

  /** With all that is under it; what is gone already is no error. */
  async remove(dn: string): Promise<void> {
    const outcome = await this.#ask((client) => client.delete(dn, { controls: [TREE_DELETE] }));
    if (outcome.code !== ResultCode.noSuchObject) this.#expect(outcome, `delete ${dn}`);
  }

  [Symbol.dispose](): void {
    const line = this.#line;
    this.#line = undefined;
    line?.then(
      (client) => client.close(),
      () => undefined,
    );
  }

  #expect({ code, diagnosticMessage }: LdapOutcome, what: string): void {
    if (code === ResultCode.success) return;
    throw new OutsideRefusedError(this.outside.name, what, code, diagnosticMessage.trim());
  }

  async #ask<T>(question: (client: LdapClient) => Promise<T>): Promise<T> {
    const { name } = this.outside;
    const late = (): Error => new Error(`no answer within ${ANSWER_MS / 1_000} s`);
    const work = wallDeadline(ANSWER_MS, this.#connected().then(question), late);
    try {
      return await this.#clock.busy('the administrator outside', work, ANSWER_MS);
    } catch (error) {
      this[Symbol.dispose]();
      throw error instanceof OutsideRefusedError ? error : new OutsideUnreachableError(name, error);
    }
  }

  /** The connection that stands, or a new one; one after the other, so that two callers make one. */
  #connected(): Promise<LdapClient> {
    this.#line = this.#usable(this.#line);
    return this.#line;
  }

  async #usable(line: Promise<LdapClient> | undefined): Promise<LdapClient> {
    const known = await line?.catch(() => undefined);
    return known !== undefined && known.failure === undefined ? known : this.#connect();
  }

  async #connect(): Promise<LdapClient> {
    const { name, host, ldaps: port, trust, admin } = this.outside;
    const client = await connectLdap({ server: { name, host, port }, trust });
    const { code, diagnosticMessage } = await client
      .bind(admin.dn, admin.password)
      .catch((error: unknown) => {
        client.close();
        throw error;
      });
    if (code === ResultCode.success) return client;
    client.close();
    throw new OutsideRefusedError(name, 'bind', code, diagnosticMessage);
  }
}
