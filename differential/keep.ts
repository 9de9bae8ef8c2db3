import { readFileSync, writeFileSync } from 'node:fs';
import { parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import type { Row } from './judge-table.ts';
import { loadRecorded } from './table/load.ts';

const RECORDED = new URL('recorded.json', import.meta.url);
const PENDING = new URL('pending.yaml', import.meta.url);

/** Keeps what a real Samba answered just now, to be replayed where none runs. */
export function keepRecordings(rows: readonly Row[]): void {
  const all = { ...loadRecorded() };
  for (const { id, samba } of rows) if (samba !== undefined) all[id] = samba;
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(RECORDED, `${JSON.stringify(sorted, undefined, 2)}\n`);
}

/** Takes off the list of what is missing whatever is so no longer. */
export function clearPending(rows: readonly Row[]): void {
  const cleared = new Set(rows.filter(({ verdict }) => verdict === 'no longer pending').map(({ id }) => id));
  const document = parseDocument(readFileSync(PENDING, 'utf8'));
  const { contents } = document;
  if (!(contents instanceof YAMLSeq)) return;
  contents.items = contents.items.filter((entry) => {
    const list = entry instanceof YAMLMap ? entry.get('cases') : undefined;
    if (!(list instanceof YAMLSeq)) return true;
    list.items = list.items.filter((item) => !cleared.has(String(item)));
    return list.items.length > 0;
  });
  writeFileSync(PENDING, document.toString({ lineWidth: 110 }));
}
