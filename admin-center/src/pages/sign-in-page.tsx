import type { AuthenticationDetail, OnPremisesAgent, SignIn } from '@microsoft/microsoft-graph-types-beta';
import type { GraphClient } from '../graph/graph-client.ts';
import { agentOf } from '../model/agent-of.ts';
import { instant } from '../model/shown.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Facts, State } from '../parts/facts.tsx';
import { Table, type Column } from '../parts/table.tsx';
import { hrefOf } from '../router.ts';
import { useLoaded } from '../use-loaded.ts';
import { AGENTS } from './profile-paths.ts';

interface Loaded {
  readonly signIn: SignIn;
  /** Host of the agent that checked the password, while it is still listed. */
  readonly host: string | undefined;
}

const STEPS: readonly Column<AuthenticationDetail>[] = [
  { title: 'Time', cell: ({ authenticationStepDateTime }) => instant(authenticationStepDateTime) },
  { title: 'Method', cell: ({ authenticationMethod }) => authenticationMethod ?? '–' },
  { title: 'Detail', cell: ({ authenticationMethodDetail }) => authenticationMethodDetail ?? '–' },
  {
    title: 'Succeeded',
    cell: ({ succeeded }) => <State good={succeeded === true}>{succeeded === true ? 'Yes' : 'No'}</State>,
  },
  { title: 'Result', cell: ({ authenticationStepResultDetail }) => authenticationStepResultDetail ?? '–' },
];

/** Details of one sign-in: who, when, with which method and agent, and how it ended. */
export function SignInPage({ graph, id }: { readonly graph: GraphClient; readonly id: string }) {
  const [loaded] = useLoaded(id, () => load(graph, id));
  return (
    <>
      <p>
        <a href={hrefOf('sign-ins')}>All sign-ins</a>
      </p>
      <Awaited of={loaded}>
        {(one) => (
          <>
            <BasicInfo {...one} />
            <section aria-labelledby="details">
              <h2 id="details">Authentication details</h2>
              <Table
                caption="Steps"
                columns={STEPS}
                rows={one.signIn.authenticationDetails ?? []}
                keyOf={({ authenticationStepDateTime, authenticationMethodDetail }) =>
                  `${authenticationStepDateTime ?? ''} ${authenticationMethodDetail ?? ''}`
                }
                empty="No password was checked."
              />
              {one.host !== undefined && <p>Checked by the agent on {one.host}.</p>}
            </section>
          </>
        )}
      </Awaited>
    </>
  );
}

async function load(graph: GraphClient, id: string): Promise<Loaded> {
  const signIn = await graph.get<SignIn>(`/beta/auditLogs/signIns/${encodeURIComponent(id)}`);
  const agent = agentOf(signIn.authenticationDetails?.[0]?.authenticationMethodDetail);
  if (agent === undefined) return { signIn, host: undefined };
  const agents = await graph.all<OnPremisesAgent>(AGENTS);
  return { signIn, host: agents.find((one) => one.id === agent)?.machineName ?? undefined };
}

function BasicInfo({ signIn }: Loaded) {
  const { status } = signIn;
  const failed = status?.errorCode !== 0;
  return (
    <section aria-labelledby="basic">
      <h2 id="basic">Basic info</h2>
      <Facts
        of={{
          Date: instant(signIn.createdDateTime),
          User: signIn.userPrincipalName,
          'User id': <code>{signIn.userId}</code>,
          'Client app': signIn.clientAppUsed,
          Status: <State good={!failed}>{failed ? 'Failure' : 'Success'}</State>,
          ...(failed && {
            'Error code': status?.errorCode ?? '–',
            'Failure reason': status?.failureReason ?? '–',
          }),
          'Correlation id': <code>{signIn.correlationId}</code>,
        }}
      />
    </section>
  );
}
