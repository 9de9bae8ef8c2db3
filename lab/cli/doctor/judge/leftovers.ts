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
    `\`ptalab up\` replaces its file, or remove it: \`rm ${shellWords([path])}\``,
  );
}

const SHOWN = 20;

function judgeFolders(folders: readonly string[]): Finding {
  if (folders.length === 0) return ok('lab.leftovers', 'killed labs have left no folder', []);
  const shown = shellWords(folders.slice(0, SHOWN));
  return advice(
    'lab.leftovers',
    `killed labs have left ${folders.length === 1 ? 'a folder' : `${folders.length} folders`} of temporary files`,
    `Remove ${folders.length > SHOWN ? `the first ${SHOWN}` : 'what they left'}: \`rm -rf ${shown}\``,
  );
}
