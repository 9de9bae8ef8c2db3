import type { Domain, InternalDomainFederation } from '@microsoft/microsoft-graph-types';
import { useState } from 'preact/hooks';
import type { GraphClient } from '../graph/graph-client.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Confirm } from '../parts/dialog.tsx';
import { Facts } from '../parts/facts.tsx';
import { Outcome } from '../parts/note.tsx';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';

interface Loaded {
  readonly domain: Domain;
  readonly federation: InternalDomainFederation | undefined;
}

/** One domain: how its users sign in, its federation, and the conversion to the other way. */
export function DomainPage({ graph, name }: { readonly graph: GraphClient; readonly name: string }) {
  const path = `/v1.0/domains/${encodeURIComponent(name)}`;
  const [loaded, again] = useLoaded(name, () => load(graph, path));
  const convert = useAction();
  const [asking, setAsking] = useState(false);
  const to = (federated: boolean): 'Managed' | 'Federated' => (federated ? 'Managed' : 'Federated');
  const carryOut = async (authenticationType: string): Promise<void> => {
    await convert.run(async () => {
      await graph.send('PATCH', path, { authenticationType });
      return `${name} is ${authenticationType.toLowerCase()} now.`;
    });
    setAsking(false);
    again();
  };
  return (
    <>
      <Awaited of={loaded}>
        {({ domain, federation }) => {
          const federated = domain.authenticationType === 'Federated';
          return (
            <>
              <Facts
                of={{ Authentication: domain.authenticationType, Default: domain.isDefault ? 'Yes' : 'No' }}
              />
              {federation !== undefined && <Federation {...federation} />}
              {domain.isInitial !== true && (
                <p class="buttons">
                  <button type="button" onClick={() => setAsking(true)}>
                    Convert to {to(federated).toLowerCase()} …
                  </button>
                </p>
              )}
              {asking && (
                <Confirm
                  title={`Convert ${name} to ${to(federated).toLowerCase()}?`}
                  doIt="Convert"
                  busy={convert.busy}
                  onClose={() => setAsking(false)}
                  onConfirm={() => void carryOut(to(federated))}
                >
                  <p>{federated ? TO_MANAGED : TO_FEDERATED}</p>
                </Confirm>
              )}
            </>
          );
        }}
      </Awaited>
      <Outcome note={convert.outcome} />
    </>
  );
}

const TO_MANAGED =
  'Passwords of this domain’s users are checked by pass-through authentication or password hash sync from now on, and no longer by the federation service. Leave AD FS up for at least 12 hours: clients that remember the old way still ask it.';
const TO_FEDERATED =
  'This domain’s users are sent to the federation service from now on. They can sign in only while it answers.';

async function load(graph: GraphClient, path: string): Promise<Loaded> {
  const [domain, [federation]] = await Promise.all([
    graph.get<Domain>(path),
    graph.all<InternalDomainFederation>(`${path}/federationConfiguration`),
  ]);
  return { domain, federation };
}

function Federation({
  issuerUri,
  passiveSignInUri,
  activeSignInUri,
  metadataExchangeUri,
}: InternalDomainFederation) {
  return (
    <section aria-labelledby="federation">
      <h2 id="federation">Federation</h2>
      <Facts
        of={{
          Issuer: issuerUri,
          'Passive sign-in': passiveSignInUri,
          'Active sign-in': activeSignInUri,
          'Metadata exchange': metadataExchangeUri,
        }}
      />
    </section>
  );
}
