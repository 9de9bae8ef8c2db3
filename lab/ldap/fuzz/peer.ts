import type { Chance } from '../../chance/chance.ts';
import {
  abandonRequest,
  add,
  bindRequest,
  compare,
  extended,
  modify,
  modifyDn,
  remove,
  saslBind,
  sicilyNegotiate,
  searchRequest,
  unbindRequest,
} from '../client-messages.ts';
import { encodeMessage } from '../encoding.ts';
import { Oid } from '../oids.ts';
import { pagedResults } from '../paging.ts';
import { mutate } from './mutate.ts';

/** What a peer does, in order. */
export type Step =
  | { readonly kind: 'send'; readonly bytes: Buffer }
  /** Begin to read; before that it does not. */
  | { readonly kind: 'listen' }
  /** Let the server have some turns of the event loop. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'vanish' };

export interface Behaviour {
  readonly steps: readonly Step[];
  /** What it says, mutated or not. */
  readonly bytes: Buffer;
}

const NAMES = [
  '',
  'alice@contoso.com',
  'CORP\\alice',
  'CN=a,DC=corp,DC=contoso,DC=com',
  'DC=corp,DC=contoso,DC=com',
  '<GUID=x>',
];
const FILTERS = [
  '(objectClass=*)',
  '(&(a=1)(|(b=*)(!(c>=2)))(d=x*y*z))',
  '(userAccountControl:1.2.840.113556.1.4.803:=2)',
  '(anr=al)',
  '(&)',
];
const ATTRIBUTES = [[], ['*', '+'], ['1.1'], ['member;range=0-9']];
const NTLM_NEGOTIATE = Buffer.from('4e544c4d5353500001000000330280e00000000000000000', 'hex');
const EXTENSIONS = [Oid.whoAmI, Oid.startTls, Oid.fastBind, Oid.ttlRefresh, '1.2.3'];

/** A peer that speaks LDAP, more or less: what it says comes in any pieces, and it need not listen, wait or part well. */
export function behave(chance: Chance, corpus: readonly Buffer[]): Behaviour {
  const messages = Array.from({ length: 1 + chance.below(8) }, () => message(chance, corpus));
  const bytes = Buffer.concat(messages);
  const steps: Step[] = pieces(bytes, chance).flatMap((piece) => [
    ...pause(chance),
    { kind: 'send', bytes: piece },
  ]);
  steps.splice(chance.below(steps.length + 1), 0, { kind: 'listen' });
  if (chance.below(10) < 2) steps.push({ kind: 'vanish' });
  return { steps: [...steps, { kind: 'wait' }, { kind: 'end' }], bytes };
}

function message(chance: Chance, corpus: readonly Buffer[]): Buffer {
  const kept = corpus[chance.below(corpus.length)] ?? Buffer.alloc(0);
  const said = chance.below(3) === 0 ? kept : request(1 + chance.below(5), chance);
  return chance.below(3) === 0 ? mutate(said, chance, kept) : said;
}

/** One request of each kind, and some kinds more often. */
const REQUESTS: readonly ((id: number, name: string, chance: Chance) => Buffer)[] = [
  (id, name, chance) => bindRequest(id, name, chance.below(2) === 0 ? '' : 'Right-1!', []),
  (id, name) => bindRequest(id, name, 'wrong', []),
  (id) => encodeMessage(id, saslBind('GSS-SPNEGO', Buffer.from('NTLMSSP\0'))),
  (id) => encodeMessage(id, saslBind('GSS-SPNEGO', NTLM_NEGOTIATE)),
  (id) => encodeMessage(id, sicilyNegotiate(NTLM_NEGOTIATE)),
  (id, name) => encodeMessage(id, add(name, { objectClass: ['user'], cn: ['x'] })),
  (id, name) => encodeMessage(id, modify(name, [{ kind: 'replace', type: 'sn', values: ['x'] }])),
  (id, name) => encodeMessage(id, modifyDn(name, 'CN=y', true, name)),
  (id, name) => encodeMessage(id, remove(name)),
  (id, name) => encodeMessage(id, compare(name, 'cn', 'x')),
  (id, _, chance) => encodeMessage(id, extended(EXTENSIONS[chance.below(EXTENSIONS.length)] ?? '')),
  (id, _, chance) => abandonRequest(id, 1 + chance.below(5)),
  (id, name, chance) => (chance.below(4) === 0 ? unbindRequest(id) : search(id, name, chance)),
  search,
  search,
];

function request(id: number, chance: Chance): Buffer {
  const name = NAMES[chance.below(NAMES.length)] ?? '';
  return REQUESTS[chance.below(REQUESTS.length)]?.(id, name, chance) ?? Buffer.alloc(0);
}

function search(id: number, base: string, chance: Chance): Buffer {
  const scope = chance.below(2) === 0 ? 'base' : 'sub';
  const filter = FILTERS[chance.below(FILTERS.length)] ?? '';
  const attributes = ATTRIBUTES[chance.below(ATTRIBUTES.length)] ?? [];
  const controls = chance.below(3) === 0 ? [pagedResults({ size: 2, cookie: Buffer.alloc(0) })] : [];
  return searchRequest(id, { base, scope, filter, attributes, sizeLimit: chance.below(3) }, controls);
}

function pieces(bytes: Buffer, chance: Chance): Buffer[] {
  if (chance.below(3) === 0) return [bytes];
  const cut: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = 1 + chance.below(chance.below(2) === 0 ? 200 : 20_000);
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
}

function pause(chance: Chance): Step[] {
  const which = chance.below(12);
  if (which === 0) return [{ kind: 'advance', ms: 1 + chance.below(200_000) }];
  return which < 4 ? [{ kind: 'wait' }] : [];
}
