import type { SignIn } from '@microsoft/microsoft-graph-types';
import { useState } from 'preact/hooks';
import type { GraphClient } from '../graph/graph-client.ts';
import { pathWith } from '../model/odata.ts';
import { instant } from '../model/shown.ts';
import { NO_FILTER, signInQuery, type SignInFilter } from '../model/sign-in-filter.ts';
import { Awaited } from '../parts/awaited.tsx';
import { State } from '../parts/facts.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { hrefOf } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';
import { SignInFilterForm } from './sign-in-filter-form.tsx';

const PAGE = '25';
const COLUMNS: readonly Column<SignIn>[] = [
  {
    title: 'Date',
    cell: ({ id = '', createdDateTime }) => <a href={hrefOf('sign-ins', id)}>{instant(createdDateTime)}</a>,
  },
  { title: 'User', cell: ({ userPrincipalName }) => userPrincipalName },
  { title: 'Client app', cell: ({ clientAppUsed }) => clientAppUsed },
  {
    title: 'Status',
    cell: ({ status }) => (
      <State good={status?.errorCode === 0}>{status?.errorCode === 0 ? 'Success' : 'Failure'}</State>
    ),
  },
  { title: 'Code', cell: ({ status }) => status?.errorCode ?? '–' },
];

/** Newest first, a page at a time. */
export function SignInsPage({ graph }: { readonly graph: GraphClient }) {
  const [filter, setFilter] = useState<SignInFilter>(NO_FILTER);
  // Paths of the pages before this one; the last is shown.
  const [trail, setTrail] = useState<readonly string[]>([pathOf(NO_FILTER)]);
  const shown = trail.at(-1) ?? pathOf(filter);
  const [loaded, again] = useLoaded(shown, () => graph.page<SignIn>(shown));
  const apply = (next: SignInFilter): void => {
    setFilter(next);
    setTrail([pathOf(next)]);
  };
  return (
    <>
      <SignInFilterForm onApply={apply} onRefresh={again} />
      <Awaited of={loaded}>
        {({ value, next }) => (
          <>
            <Table
              caption="Sign-ins, newest first"
              columns={COLUMNS}
              rows={value}
              keyOf={({ id }) => id ?? ''}
              empty="No sign-in is like that."
            />
            <p class="buttons">
              {trail.length > 1 && (
                <button type="button" class="plain" onClick={() => setTrail(trail.slice(0, -1))}>
                  Newer
                </button>
              )}
              {next !== undefined && (
                <button type="button" class="plain" onClick={() => setTrail([...trail, next])}>
                  Older
                </button>
              )}
            </p>
          </>
        )}
      </Awaited>
    </>
  );
}

function pathOf(filter: SignInFilter): string {
  return pathWith('/v1.0/auditLogs/signIns', {
    $filter: signInQuery(filter),
    $orderby: 'createdDateTime desc',
    $top: PAGE,
  });
}
