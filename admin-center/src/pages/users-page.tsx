import type { User } from '@microsoft/microsoft-graph-types';
import { useState } from 'preact/hooks';
import type { GraphClient } from '../graph/graph-client.ts';
import { literal, pathWith } from '../model/odata.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Field } from '../parts/field.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { hrefOf } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';

const PAGE = '25';
const COLUMNS: readonly Column<User>[] = [
  { title: 'Name', cell: ({ id = '', displayName }) => <a href={hrefOf('users', id)}>{displayName}</a> },
  { title: 'User principal name', cell: ({ userPrincipalName }) => userPrincipalName },
  { title: 'On-premises sync', cell: ({ onPremisesSyncEnabled }) => (onPremisesSyncEnabled ? 'Yes' : 'No') },
  { title: 'Enabled', cell: ({ accountEnabled }) => (accountEnabled ? 'Yes' : 'No') },
];

/** The first users whose name begins with what was typed. */
export function UsersPage({ graph }: { readonly graph: GraphClient }) {
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const path = pathOf(wanted);
  const [loaded] = useLoaded(path, () => graph.page<User>(path));
  const submit = (event: Event): void => {
    event.preventDefault();
    setWanted(typed.trim());
  };
  return (
    <>
      <form class="filter" role="search" aria-label="Users" onSubmit={submit}>
        <Field label="User principal name begins with" value={typed} onInput={setTyped} />
        <p class="buttons">
          <button type="submit">Search</button>
        </p>
      </form>
      <Awaited of={loaded}>
        {({ value, next }) => (
          <>
            <Table
              caption="Users"
              columns={COLUMNS}
              rows={value}
              keyOf={({ id }) => id ?? ''}
              empty="Nobody is called so."
            />
            {next !== undefined && <p>There are more. Type more of the name.</p>}
          </>
        )}
      </Awaited>
    </>
  );
}

function pathOf(wanted: string): string {
  const $filter = wanted === '' ? undefined : `startswith(userPrincipalName,${literal(wanted)})`;
  return pathWith('/v1.0/users', { $filter, $top: PAGE });
}
