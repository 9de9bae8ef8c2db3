import type { FeatureRolloutPolicy } from '@microsoft/microsoft-graph-types';
import type { GraphClient } from '../graph/graph-client.ts';
import { enabled } from '../model/shown.ts';
import { Awaited } from '../parts/awaited.tsx';
import { State } from '../parts/facts.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useLoaded } from '../use-loaded.ts';

const COLUMNS: readonly Column<FeatureRolloutPolicy>[] = [
  { title: 'Policy', cell: ({ displayName }) => displayName },
  { title: 'Feature', cell: ({ feature }) => feature },
  { title: 'State', cell: ({ isEnabled }) => <State good={isEnabled === true}>{enabled(isEnabled)}</State> },
  {
    title: 'Groups',
    cell: ({ appliesTo }) => appliesTo?.map((group) => nameOf(group)).join(', ') || '–',
  },
];

/** Which groups of federated domains sign in with the cloud already. */
export function RolloutPage({ graph }: { readonly graph: GraphClient }) {
  const path = '/v1.0/policies/featureRolloutPolicies?$expand=appliesTo';
  const [policies] = useLoaded('rollout', () => graph.all<FeatureRolloutPolicy>(path));
  return (
    <Awaited of={policies}>
      {(rows) => (
        <Table
          caption="Staged rollout policies"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ id }) => id ?? ''}
          empty="No feature is rolled out in stages."
        />
      )}
    </Awaited>
  );
}

function nameOf(group: object): string {
  return 'displayName' in group && typeof group.displayName === 'string' ? group.displayName : '–';
}
