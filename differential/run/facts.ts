import type { Case, Observable } from '../table/schema.ts';
import type { Facts } from '../table/load.ts';
import type { Outcome } from '../wire/conversation.ts';
import type { Reply } from '../wire/replies.ts';

export type Attributes = ReadonlyMap<string, string> | undefined;

/** Attributes of a user that tell what a bind did, always looked at. */
const COUNTERS: Readonly<Record<string, string>> = {
  badPwdCount: 'badPwdCount',
  badPasswordTime: 'badPasswordTime',
  lockoutTime: 'lockoutTime',
  computed: 'msDS-User-Account-Control-Computed',
};

/** Those that a case asks for. */
const MORE: Readonly<Partial<Record<Observable, string>>> = {
  pwdLastSet: 'pwdLastSet',
  lastLogon: 'lastLogon',
  logonCount: 'logonCount',
  userAccountControl: 'userAccountControl',
  resultantPso: 'msDS-ResultantPSO',
};

const MOMENTS = ['badPasswordTime', 'lockoutTime', 'pwdLastSet', 'lastLogon'];
const MOST_NAMES = 20;

/** Facts about a user's attributes, and the attribute of each. */
export function watched({ observe }: Pick<Case, 'observe'>): Readonly<Record<string, string>> {
  const more = observe.flatMap((name) => (MORE[name] === undefined ? [] : [[name, MORE[name]] as const]));
  return { ...COUNTERS, ...Object.fromEntries(more) };
}

/** What an outcome says, in words that two servers can agree on. */
export function factsOfOutcome({ replies, end }: Outcome, test: Case): Facts {
  const last = replies.at(-1);
  const code = end === 'answered' ? String(last?.code) : end;
  const { when } = test;
  if (when.pipeline !== undefined || when.send !== undefined) return { code, ...sequence(replies) };
  return {
    code,
    ...(code === '49' && { subCode: subCodeIn(last?.diagnostic ?? '') }),
    ...(when.search !== undefined && code !== 'closed' && found(replies, test)),
    ...extension(last, test),
  };
}

function extension(last: Reply | undefined, { observe }: Case): Facts {
  return {
    ...(observe.includes('oid') && { oid: last?.oid ?? '' }),
    ...(observe.includes('value') && { value: last?.value?.toString('utf8') ?? '' }),
  };
}

/** What became of the user's attributes. */
export function factsOfChange(before: Attributes, after: Attributes, test: Pick<Case, 'observe'>): Facts {
  const facts = Object.entries(watched(test)).map(([fact, attribute]) => {
    const [was, is] = [before?.get(attribute), after?.get(attribute)];
    return [fact, MOMENTS.includes(fact) ? moment(was, is) : change(plain(was), plain(is))] as const;
  });
  return Object.fromEntries(facts);
}

export function subCodeIn(diagnostic: string): string {
  return /, data ([0-9a-f]+),/i.exec(diagnostic)?.[1]?.toLowerCase() ?? 'none';
}

function sequence(replies: readonly Reply[]): Facts {
  const final = replies.filter(({ code }) => code !== undefined);
  return {
    codes: final.map(({ code }) => code).join(' '),
    ids: final.map(({ id }) => id).join(' '),
    tags: replies.map(({ tag }) => tag.toString(16)).join(' '),
  };
}

function found(replies: readonly Reply[], { when, observe }: Case): Facts {
  const entries = replies.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
  const [first] = entries;
  const sizes = pageSizes(replies);
  return {
    entries: String(entries.length),
    ...(when.pageSize !== undefined && { pages: sizes }),
    ...(entries.length <= MOST_NAMES && { names: names(entries.map(({ dn }) => dn)) }),
    ...(observe.includes('references') && {
      references: String(replies.filter(({ tag }) => tag === 0x73).length),
    }),
    ...(observe.includes('dn') && { dn: shapeOf(first?.dn ?? '') }),
    ...(observe.includes('attributes') && {
      attributes: [...(first?.attributes.keys() ?? [])].sort().join(' '),
    }),
    ...(observe.includes('values') && { values: valuesOf(first?.attributes) }),
  };
}

export function names(dns: readonly string[]): string {
  return dns
    .map((dn) => /(?:^|;)[A-Z]+=([^,\\]+)/i.exec(dn)?.[1] ?? dn)
    .sort()
    .join(' ');
}

/** A name with what is random in it taken out. */
export function shapeOf(dn: string): string {
  return dn.replace(/=[0-9a-f-]{20,}/gi, '=…').replace(/=S-1-[\d-]+/g, '=…');
}

export function valuesOf(attributes: ReadonlyMap<string, readonly Buffer[]> | undefined): string {
  return [...(attributes ?? [])]
    .map(
      ([name, values]) =>
        `${name}=${shapeOf(values.length > 5 ? `${values.length} values` : values.join(' '))}`,
    )
    .sort()
    .join('; ');
}

function pageSizes(replies: readonly Reply[]): string {
  const sizes: number[] = [0];
  for (const { entry, code } of replies) {
    if (entry !== undefined) sizes.push((sizes.pop() ?? 0) + 1);
    else if (code !== undefined) sizes.push(0);
  }
  return sizes.slice(0, -1).join(' ');
}

function moment(was: string | undefined, is: string | undefined): string {
  const kind = (value: string | undefined): string =>
    value === undefined || value === '0' ? plain(value) : 'set';
  return was === is ? kind(is) : kind(was) === kind(is) ? 'moved' : `${kind(was)}→${kind(is)}`;
}

function plain(value: string | undefined): string {
  return value ?? 'absent';
}

function change(was: string, is: string): string {
  return was === is ? shapeOf(is) : `${was}→${is}`;
}
