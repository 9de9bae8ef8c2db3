import { resolve } from 'node:path';
import { loadOutsideForest } from '../../../external-forest/config.ts';
import type { LauncherName } from '../../../report/run-parameters.ts';
import { UsageError } from '../../errors.ts';

/** The file of a real domain that is to be the forest, by the option or PTALAB_FOREST; read once. Throws UsageError. */
export function readForestFile(
  { forest, attach }: { readonly forest?: string; readonly attach?: string },
  env: NodeJS.ProcessEnv,
  launcher: LauncherName,
): string | undefined {
  const set = env['PTALAB_FOREST'] ?? '';
  const [source, file] = forest === undefined ? ['PTALAB_FOREST', set] : ['--forest', forest];
  if (file === '') {
    if (forest === undefined) return undefined;
    throw new UsageError('--forest takes the file that describes a real domain, such as peer.json');
  }
  const other = attach === undefined ? `the launcher ${launcher}` : '--attach';
  if (attach !== undefined || launcher === 'docker')
    throw new UsageError(
      `${source} and ${other} exclude each other: the domain answers on this machine's loopback alone, ` +
        'where containers do not reach it; take --launcher inline or process',
    );
  try {
    loadOutsideForest(resolve(file));
  } catch (error) {
    throw new UsageError(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return resolve(file);
}
