import { readFileSync, writeFileSync } from 'node:fs';
import { ownTables, withTables } from '../differential/ledger-page.ts';

const PAGE = new URL('../docs/fidelity.md', import.meta.url);

writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), ownTables()));
