import type { Pickle } from '../../../report/messages.ts';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../likeness.ts';
import type { Scenario } from '../scenarios.ts';
import type { Exception } from './exceptions-file.ts';

/** Tagged so, a scenario runs on the docker launcher alone. */
export const DOCKER_ONLY = '@docker';

/** What the tag means. */
export const DOCKER_ONLY_REASON =
  'it takes away what only a container has: its network, its name service, its whole machine';

/** Scenarios that cannot run in one of these places, by id, with the reason; in the order of the run. */
export function notHere(
  scenarios: readonly Scenario[],
  exceptions: readonly Exception[],
  places: readonly string[],
): ReadonlyMap<string, string> {
  const found = scenarios.flatMap((scenario): (readonly [string, string])[] => {
    const reason = reasonOf(scenario, exceptions, places);
    return reason === undefined ? [] : [[scenario.id, reason]];
  });
  return new Map(found);
}

function reasonOf(
  { uri, name, tags }: Scenario,
  exceptions: readonly Exception[],
  places: readonly string[],
): string | undefined {
  const written = exceptions.find(
    (one) =>
      one.uri === slashed(uri) && one.name === name && one.launchers.some((place) => places.includes(place)),
  );
  if (written !== undefined) return written.reason;
  return tags.includes(DOCKER_ONLY) && !places.includes('docker') ? DOCKER_ONLY_REASON : undefined;
}

/** An exception of a file that was read must name one of its scenarios. Throws UsageError. */
export function refuseUnknownExceptions(exceptions: readonly Exception[], pickles: Iterable<Pickle>): void {
  const names = new Map<string, string[]>();
  for (const { uri, name } of pickles) names.set(slashed(uri), [...(names.get(slashed(uri)) ?? []), name]);
  for (const { uri, name, place } of exceptions) {
    const known = names.get(uri);
    if (known === undefined || known.includes(name)) continue;
    throw new UsageError(`${place}: ${uri} has no scenario "${name}"${didYouMean(name, known)}`);
  }
}

function slashed(uri: string): string {
  return uri.replaceAll('\\', '/');
}
