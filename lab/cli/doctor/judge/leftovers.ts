import type { LeftoverFacts } from '../facts.ts';
import { advice, ok, shellWords, type Finding } from '../finding.ts';

/** What labs that were killed have left behind, and whether one is up here. */
export function judgeLeftovers({ labFile, labFilePath, folders }: LeftoverFacts): Finding[] {
  return [judgeLabFile(labFile, labFilePath), judgeFolders(folders)];
}

function judgeLabFile(labFile: LeftoverFacts['labFile'], path: string): Finding {
  if (labFile.state === 'none') return ok('lab.file', 'no lab is up in this folder', []);
  if (labFile.state === 'up')
    return ok(
      'lab.file',
      `a lab is up in this folder (process ${labFile.address.pid}; \`ptalab down\` ends it)`,
      [],
    );
  return advice(
    'lab.file',
    `a lab of this folder was killed: ${labFile.reason}`,
    `\`ptalab up\` replaces its file, ${shellWords([path])}; \`ptalab sweep\` removes it`,
  );
}

const SHOWN = 5;

function judgeFolders(folders: readonly string[]): Finding {
  if (folders.length === 0) return ok('lab.leftovers', 'killed labs have left no folder', []);
  const more = folders.length > SHOWN ? ', …' : '';
  return advice(
    'lab.leftovers',
    `killed labs have left ${folders.length === 1 ? 'a folder' : `${folders.length} folders`} of temporary files (${folders.slice(0, SHOWN).join(', ')}${more})`,
    'Remove what they left: `ptalab sweep`',
  );
}
