import type {
  Domain,
  OnPremisesDirectorySynchronization,
  Organization,
} from '@microsoft/microsoft-graph-types';
import type { OnPremisesAgent, OnPremisesPublishingProfile } from '@microsoft/microsoft-graph-types-beta';
import type { GraphClient } from '../graph/graph-client.ts';
import { count, enabled } from '../model/shown.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Facts, State } from '../parts/facts.tsx';
import { hrefOf } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';
import { AGENTS, PROFILE } from './profile-paths.ts';

interface Estate {
  readonly organization: Organization | undefined;
  readonly synchronization: OnPremisesDirectorySynchronization | undefined;
  readonly domains: readonly Domain[];
  readonly profile: OnPremisesPublishingProfile;
  readonly agents: readonly OnPremisesAgent[];
}

/** What the deployment guide verifies: synchronization, and how users sign in. */
export function ConnectPage({ graph }: { readonly graph: GraphClient }) {
  const [estate] = useLoaded('connect', () => load(graph));
  return (
    <Awaited of={estate}>
      {(loaded) => (
        <>
          <Provisioning {...loaded} />
          <UserSignIn {...loaded} />
        </>
      )}
    </Awaited>
  );
}

async function load(graph: GraphClient): Promise<Estate> {
  const [[organization], [synchronization], domains, profile, agents] = await Promise.all([
    graph.all<Organization>('/v1.0/organization'),
    graph.all<OnPremisesDirectorySynchronization>('/v1.0/directory/onPremisesSynchronization'),
    graph.all<Domain>('/v1.0/domains'),
    graph.get<OnPremisesPublishingProfile>(PROFILE),
    graph.all<OnPremisesAgent>(AGENTS),
  ]);
  return { organization, synchronization, domains, profile, agents };
}

function Provisioning({ organization, synchronization }: Estate) {
  const features = synchronization?.features;
  return (
    <section aria-labelledby="provisioning">
      <h2 id="provisioning">Provisioning from Active Directory</h2>
      <Facts
        of={{
          'Sync status': switched(organization?.onPremisesSyncEnabled),
          'Password hash sync': switched(features?.passwordSyncEnabled),
          'Password writeback': switched(features?.passwordWritebackEnabled),
        }}
      />
    </section>
  );
}

function UserSignIn({ domains, profile, agents }: Estate) {
  const federated = domains.filter(({ authenticationType }) => authenticationType === 'Federated').length;
  return (
    <section aria-labelledby="user-sign-in">
      <h2 id="user-sign-in">User sign-in</h2>
      <Facts
        of={{
          Federation: (
            <>
              {switched(federated > 0)} <a href={hrefOf('domains')}>{count(federated, 'domain')}</a>
            </>
          ),
          'Pass-through authentication': (
            <>
              {switched(profile.isEnabled)}{' '}
              <a href={hrefOf('pass-through')}>{count(agents.length, 'agent')}</a>
            </>
          ),
        }}
      />
    </section>
  );
}

function switched(on: boolean | null | undefined) {
  return <State good={on === true}>{enabled(on)}</State>;
}
