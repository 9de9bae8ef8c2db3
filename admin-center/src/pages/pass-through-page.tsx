import type { OnPremisesAgent, OnPremisesPublishingProfile } from '@microsoft/microsoft-graph-types-beta';
import { useState } from 'preact/hooks';
import type { GraphClient } from '../graph/graph-client.ts';
import { agentWarnings } from '../model/agent-warnings.ts';
import { enabled } from '../model/shown.ts';
import { Awaited } from '../parts/awaited.tsx';
import { State } from '../parts/facts.tsx';
import { NoteBox } from '../parts/note.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { useLoaded } from '../use-loaded.ts';
import { AgentDownload } from './agent-download.tsx';
import { AGENTS, PROFILE } from './profile-paths.ts';

interface Agent {
  readonly id: string;
  readonly machineName: string;
  readonly externalIp: string;
  readonly status: string;
}

const COLUMNS: readonly Column<Agent>[] = [
  { title: 'Authentication agent', cell: ({ machineName }) => machineName },
  { title: 'IP', cell: ({ externalIp }) => externalIp },
  {
    title: 'Status',
    cell: ({ status }) => (
      <State good={status === 'active'}>{status === 'active' ? 'Active' : 'Inactive'}</State>
    ),
  },
  { title: 'Agent id', cell: ({ id }) => <code>{id}</code> },
];

/** The pane that lists the agents, what to know of them, and where to get another. */
export function PassThroughPage({ graph }: { readonly graph: GraphClient }) {
  const [loaded, again] = useLoaded('agents', () => load(graph));
  const [downloading, setDownloading] = useState(false);
  return (
    <>
      <p class="buttons">
        <button type="button" onClick={() => setDownloading(true)}>
          Download the agent
        </button>
        <button type="button" class="plain" onClick={again}>
          Refresh
        </button>
      </p>
      <Awaited of={loaded}>
        {({ isEnabled, agents }) => (
          <>
            <p>
              Pass-through authentication: <State good={isEnabled}>{enabled(isEnabled)}</State>
            </p>
            {agentWarnings(agents, isEnabled).map((warning) => (
              <NoteBox key={warning.text} {...warning} />
            ))}
            <Table
              caption="Authentication agents"
              columns={COLUMNS}
              rows={agents}
              keyOf={({ id }) => id}
              empty="No agent is registered."
            />
          </>
        )}
      </Awaited>
      {downloading && <AgentDownload onClose={() => setDownloading(false)} />}
    </>
  );
}

async function load(graph: GraphClient) {
  const [profile, agents] = await Promise.all([
    graph.get<OnPremisesPublishingProfile>(PROFILE),
    graph.all<OnPremisesAgent>(AGENTS),
  ]);
  return { isEnabled: profile.isEnabled === true, agents: agents.map(agentFrom) };
}

function agentFrom({ id, machineName, externalIp, status }: OnPremisesAgent): Agent {
  return {
    id: id ?? '',
    machineName: machineName ?? '–',
    externalIp: externalIp ?? '–',
    status: status ?? 'inactive',
  };
}
