import type { GherkinDocument, Pickle } from '../../report/messages.ts';
import { scenarioId, scenarioSlug } from '../../report/scenario-id.ts';
import type { Rehearsal } from './rehearsal.ts';

/** A scenario that was selected. */
export interface Scenario {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly feature: string;
  /** `migration / Moving from AD FS`: the folder and the feature. */
  readonly family: string;
  readonly tags: readonly string[];
  readonly uri: string;
  readonly line: number;
}

/** The scenarios of a rehearsal, in the order of the run. */
export function scenariosOf({ testCases, pickles, documents }: Rehearsal): Scenario[] {
  return testCases.flatMap(({ pickleId }) => {
    const pickle = pickles.get(pickleId);
    const document = pickle === undefined ? undefined : documents.get(pickle.uri);
    return pickle === undefined || document === undefined ? [] : [describe(pickle, document)];
  });
}

export function describe(pickle: Pickle, document: GherkinDocument): Scenario {
  const id = scenarioId(pickle, document);
  return {
    id,
    slug: scenarioSlug(id),
    name: pickle.name,
    feature: document.feature?.name ?? '',
    family: familyOf(pickle.uri, document.feature?.name ?? ''),
    tags: pickle.tags.map(({ name }) => name),
    uri: pickle.uri,
    line: pickle.location?.line ?? 1,
  };
}

function familyOf(uri: string, feature: string): string {
  const folder = uri.split(/[\\/]/).at(-2);
  return folder === undefined || folder === 'features' ? feature : `${folder} / ${feature}`;
}
