import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { factsOfChange, names, shapeOf, type Attributes } from './run/facts.ts';
import { OBSERVABLE } from './table/schema.ts';
import type { Facts } from './table/load.ts';

const value = z.union([z.string(), z.array(z.unknown()), z.object({ hex: z.string() })]);
const counters = z.record(z.string(), z.string().nullable()).nullable();

const recording = z.object({
  id: z.string(),
  given: z.string(),
  when: z.string(),
  note: z.string(),
  differsFromWindowsAD: z.string().optional(),
  result: z.object({
    code: z.number(),
    name: z.string(),
    diagnosticMessage: z.string(),
    subCode: z.string().optional(),
    entryCount: z.number().optional(),
    entries: z.array(z.object({ dn: z.string(), attrs: z.record(z.string(), value) })).optional(),
    searchReferences: z.array(z.array(z.string())).optional(),
    responseName: z.string().optional(),
  }),
  attributesBefore: counters,
  attributesAfter: counters,
});

const file = z.object({ server: z.string(), recorded: z.string(), cases: z.array(recording) });

/** One answer of a real Samba domain controller, as it was recorded. */
export type Recording = z.output<typeof recording>;

const ENDS: ReadonlyMap<number, string> = new Map([
  [-1, 'closed'],
  [-3, 'silent'],
]);

export function loadGolden(): z.output<typeof file> {
  const path = new URL('../lab/forest/fixtures/golden.json', import.meta.url);
  return file.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Everything that the recording says in the words of `factsOfOutcome` and `factsOfChange`. */
export function factsOfRecording({ result, attributesBefore, attributesAfter }: Recording): Facts {
  const code = ENDS.get(result.code) ?? String(result.code);
  const changed = attributesAfter === null ? {} : changes(attributesBefore, attributesAfter);
  return {
    code,
    ...(result.code === 49 && { subCode: result.subCode ?? 'none' }),
    ...(result.entries !== undefined && entries(result)),
    ...(result.responseName !== undefined && { oid: result.responseName }),
    ...sequence(result.name),
    ...changed,
  };
}

function entries({ entries: listed = [], entryCount, name, searchReferences }: Recording['result']): Facts {
  const pages = /pages=\[([\d, ]*)\] total=(\d+)/.exec(name);
  const [first] = listed;
  const count = pages?.[2] ?? String(entryCount);
  return {
    entries: count,
    ...(pages !== null && { pages: (pages[1] ?? '').replaceAll(',', '') }),
    ...(listed.length === Number(count) && { names: names(listed.map(({ dn }) => dn)) }),
    references: String(searchReferences?.length ?? 0),
    ...(first !== undefined && {
      dn: shapeOf(first.dn),
      attributes: Object.keys(first.attrs).sort().join(' '),
    }),
  };
}

/** What the recorder wrote into the name of a result of several answers. */
function sequence(name: string): Facts {
  const listed = (pattern: RegExp): string | undefined => pattern.exec(name)?.[1]?.replace(/[,']/g, '');
  const found = {
    codes: listed(/codes \[(.*?)\]/),
    ids: listed(/ids \[(.*?)\]/) ?? listed(/msgid=(\d+)/),
    tags: listed(/tags \[(.*?)\]/) ?? listed(/tag=(\w+)/),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([fact, text]) => (text === undefined ? [] : [[fact, text] as const])),
  );
}

/** Only of the attributes that the recorder looked at. */
function changes(before: z.output<typeof counters>, after: z.output<typeof counters>): Facts {
  const present = (read: z.output<typeof counters>): Attributes =>
    new Map(
      Object.entries(read ?? {}).flatMap(([name, text]) => (text === null ? [] : [[name, text] as const])),
    );
  const all = factsOfChange(present(before), present(after), { observe: [...OBSERVABLE] });
  const recorded = new Set(Object.keys(after ?? {}));
  const of: Readonly<Record<string, string>> = {
    computed: 'msDS-User-Account-Control-Computed',
    resultantPso: 'msDS-ResultantPSO',
  };
  return Object.fromEntries(Object.entries(all).filter(([fact]) => recorded.has(of[fact] ?? fact)));
}
