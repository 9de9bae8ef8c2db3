import type { Conversation } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import type { World } from '../worlds/world.ts';
import { NotPossible } from '../errors.ts';

export const RIGHT = 'G0lden-Pass!';
const WRONG = 'wr0ng-Pass!';

/** A world in which one case plays: who is in it, and the connection that was opened for the act. */
export class Stage implements Disposable {
  readonly world: World;
  readonly #passwords = new Map<string, string>();
  readonly #open = new Set<Conversation>();
  session: Conversation | undefined;
  #identities = new Map<string, { guid: string; sid: string }>();
  #reader: Conversation | undefined;

  constructor(world: World) {
    this.world = world;
  }

  get golden(): string {
    return `OU=Golden,${this.world.base}`;
  }

  dnOf(user: string): string {
    return `CN=${user},${this.golden}`;
  }

  givePassword(user: string, password: string): void {
    this.#passwords.set(user, password);
  }

  /** The password that a word means: `right` of that user, `wrong`, `hex:` bytes, `long:` so many x, or itself. */
  passwordFor(user: string, word: string): string | Buffer {
    if (word === 'right') return this.#passwords.get(user) ?? RIGHT;
    if (word === 'wrong') return WRONG;
    if (word.startsWith('long:')) return 'x'.repeat(Number(word.slice(5)));
    return word.startsWith('hex:') ? Buffer.from(word.slice(4), 'hex') : word;
  }

  /** Puts names of this world for `$base`, `$golden`, `$dns`, `$netbios`, `$guid(x)`, `$guidhex(x)`, `$sid(x)`. */
  async name(text: string): Promise<string> {
    let named = text;
    for (const [whole, what, user = ''] of text.matchAll(/\$(guidhex|guid|sid)\(([\w-]+)\)/g)) {
      const { guid, sid } = await this.#identityOf(user);
      const bytes = guid.replaceAll('-', '').replace(/../g, '\\$&');
      named = named.replace(whole, () => ({ guid, guidhex: bytes, sid })[what ?? ''] ?? '');
    }
    const { base, dns, netbios } = this.world;
    return named
      .replaceAll('$golden', this.golden)
      .replaceAll('$base', base)
      .replaceAll('$dns', dns)
      .replaceAll('$netbios', netbios);
  }

  async connect(over: 'ldap' | 'ldaps'): Promise<Conversation> {
    const conversation = await this.world.connect(over);
    this.#open.add(conversation);
    return conversation;
  }

  /** A connection on which the administrator reads. */
  async reader(): Promise<Conversation> {
    if (this.#reader !== undefined) return this.#reader;
    const reader = await this.connect('ldaps');
    const { dn, password } = this.world.administrator;
    const { replies } = await reader.ask(requests.bind(dn, password));
    if (replies[0]?.code !== 0) throw new NotPossible('an administrator who can read');
    this.#reader = reader;
    return reader;
  }

  /** Attributes of an entry as the administrator reads them; undefined when there is no such entry. */
  async read(dn: string, attributes: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
    const found = await this.#entry(dn, attributes);
    if (found === undefined) return undefined;
    return new Map([...found].map(([name, [value]]) => [name, value?.toString('utf8') ?? ''] as const));
  }

  [Symbol.dispose](): void {
    for (const each of this.#open) each[Symbol.dispose]();
  }

  async #entry(
    dn: string,
    attributes: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Buffer[]> | undefined> {
    const reader = await this.reader();
    const wanted = { base: dn, scope: 'base', filter: '(objectClass=*)', attributes } as const;
    const { replies } = await reader.ask(requests.search(wanted));
    return replies.find(({ entry }) => entry !== undefined)?.entry?.attributes;
  }

  async #identityOf(user: string): Promise<{ guid: string; sid: string }> {
    const known = this.#identities.get(user);
    if (known !== undefined) return known;
    const found = await this.#entry(this.dnOf(user), ['objectGUID', 'objectSid']);
    const identity = {
      guid: guidText(found?.get('objectGUID')?.[0] ?? Buffer.alloc(16)),
      sid: sidText(found?.get('objectSid')?.[0] ?? Buffer.alloc(8)),
    };
    this.#identities.set(user, identity);
    return identity;
  }
}

/** The first three parts of a GUID are little-endian ([MS-DTYP] 2.3.4.2). */
function guidText(bytes: Buffer): string {
  const part = (from: number, to: number): string => bytes.toString('hex', from, to);
  const swapped = Buffer.from(bytes);
  swapped.subarray(0, 4).reverse();
  swapped.subarray(4, 6).reverse();
  swapped.subarray(6, 8).reverse();
  return `${swapped.toString('hex', 0, 4)}-${swapped.toString('hex', 4, 6)}-${swapped.toString('hex', 6, 8)}-${part(8, 10)}-${part(10, 16)}`;
}

function sidText(bytes: Buffer): string {
  const parts = Array.from({ length: bytes[1] ?? 0 }, (_, index) => bytes.readUInt32LE(8 + 4 * index));
  return ['S', bytes[0], bytes.readUIntBE(2, 6), ...parts].join('-');
}
