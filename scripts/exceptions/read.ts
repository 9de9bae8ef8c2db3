import { readExceptions } from '../../lab/cli/run/exceptions/exceptions-file.ts';
import { refuseUnknownExceptions } from '../../lab/cli/run/exceptions/not-here.ts';
import { featureFiles } from '../../lab/cli/run/feature-files.ts';
import { rehearse } from '../../lab/cli/run/rehearsal.ts';
import { scenariosOf } from '../../lab/cli/run/scenarios.ts';
import { noSupportFiles } from '../../lab/cli/run/support-files.ts';
import { exceptionsTable } from './table.ts';

/** The table of the package's own features. Throws UsageError for an entry that names no scenario. */
export async function ownTable(root: string): Promise<string> {
  const selection = { paths: featureFiles([], root), tags: '', name: undefined, shard: undefined };
  const parsed = await rehearse(root, selection, { importPaths: noSupportFiles() });
  const exceptions = readExceptions(root);
  const files = new Set([...parsed.pickles.values()].map(({ uri }) => uri.replaceAll('\\', '/')));
  const lost = exceptions.find(({ uri }) => !files.has(uri));
  if (lost !== undefined) throw new Error(`${lost.place}: there is no feature file ${lost.uri}`);
  refuseUnknownExceptions(exceptions, parsed.pickles.values());
  return exceptionsTable(exceptions, scenariosOf(parsed));
}
