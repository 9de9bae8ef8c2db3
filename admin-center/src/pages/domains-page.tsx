import type { Domain } from '@microsoft/microsoft-graph-types';
import type { GraphClient } from '../graph/graph-client.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { hrefOf } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';

const COLUMNS: readonly Column<Domain>[] = [
  { title: 'Name', cell: ({ id = '' }) => <a href={hrefOf('domains', id)}>{id}</a> },
  { title: 'Authentication', cell: ({ authenticationType }) => authenticationType },
  { title: 'Status', cell: ({ isVerified }) => (isVerified === true ? 'Verified' : 'Unverified') },
  { title: 'Default', cell: ({ isDefault }) => (isDefault === true ? 'Yes' : 'No') },
];

export function DomainsPage({ graph }: { readonly graph: GraphClient }) {
  const [domains] = useLoaded('domains', () => graph.all<Domain>('/v1.0/domains'));
  return (
    <Awaited of={domains}>
      {(rows) => (
        <Table
          caption="Custom domain names"
          columns={COLUMNS}
          rows={rows}
          keyOf={({ id }) => id ?? ''}
          empty="The tenant has no domain."
        />
      )}
    </Awaited>
  );
}
