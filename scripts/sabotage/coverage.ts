import { rehearse } from '../../lab/cli/run/rehearsal.ts';
import { featureFiles } from '../../lab/cli/run/feature-files.ts';
import { noSupportFiles } from '../../lab/cli/run/support-files.ts';
import { DOCKER_ONLY } from '../../lab/cli/run/exceptions/not-here.ts';
import type { GherkinDocument } from '../../lab/report/messages.ts';
import type { Entry } from './entries.ts';

/**
 * Names of all scenarios as they stand in the feature files, outlines with their placeholders. Those tagged @docker are
 * left out: what they watch runs from an image, and a broken copy of the repository would have to be built into one each
 * time. They are kept honest by hand: each has been seen to fail when the fault it asks for is not made.
 */
export async function scenarioNames(root: string): Promise<string[]> {
  const selection = { paths: featureFiles([], root), tags: '', name: undefined, shard: undefined };
  const { documents } = await rehearse(root, selection, { importPaths: noSupportFiles() });
  return [...documents.values()].flatMap(({ feature }) => namesOf(feature));
}

function namesOf(feature: GherkinDocument['feature']): string[] {
  if (!isTried(feature)) return [];
  return (feature?.children ?? [])
    .flatMap((child) => [child, ...(child.rule?.children ?? [])])
    .flatMap(({ scenario }) => (isTried(scenario) ? (scenario?.name ?? []) : []));
}

function isTried(tagged: { readonly tags: readonly { readonly name: string }[] } | undefined): boolean {
  return tagged?.tags.every(({ name }) => name !== DOCKER_ONLY) === true;
}

/** Scenarios that no entry breaks, and entries that name no scenario. */
export function gaps(names: readonly string[], entries: readonly Pick<Entry, 'scenario'>[]): string[] {
  const broken = new Set(entries.map(({ scenario }) => scenario));
  return [
    ...names.filter((name) => !broken.has(name)).map((name) => `no entry breaks the scenario "${name}"`),
    ...[...broken]
      .filter((name) => !names.includes(name))
      .map((name) => `an entry names no scenario: "${name}"`),
  ];
}
