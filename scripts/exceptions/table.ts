import type { Exception } from '../../lab/cli/run/exceptions/exceptions-file.ts';
import { DOCKER_ONLY, DOCKER_ONLY_REASON } from '../../lab/cli/run/exceptions/not-here.ts';
import type { Scenario } from '../../lab/cli/run/scenarios.ts';
import { withPart } from '../marked-part.ts';

const PART = { name: 'exceptions', script: 'scripts/exceptions-table.ts' };

/** Scenarios that do not run everywhere, in Markdown: those of the file, and those that the tag keeps to docker. */
export function exceptionsTable(exceptions: readonly Exception[], scenarios: readonly Scenario[]): string {
  const written = exceptions.map((one) =>
    row(one.uri, one.name, `not on ${one.launchers.join(', ')}`, one.reason),
  );
  const tagged = scenarios
    .filter(({ tags }) => tags.includes(DOCKER_ONLY))
    .map(({ uri, name }) => row(uri, name, 'on docker only', DOCKER_ONLY_REASON));
  const rows = [...written, ...tagged];
  if (rows.length === 0) return 'None: every scenario runs on every launcher.';
  return ['| scenario | where | why |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The page with its table replaced. Throws when it has no place for one. */
export function withTable(page: string, table: string): string {
  return withPart(page, PART, table);
}

function row(uri: string, name: string, where: string, why: string): string {
  return `| ${[`${uri}: ${name}`, where, why].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}
