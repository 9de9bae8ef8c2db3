import type { Organization } from '@microsoft/microsoft-graph-types';
import { useEffect, useRef } from 'preact/hooks';
import { GraphError } from './graph/graph-error.ts';
import type { GraphClient } from './graph/graph-client.ts';
import { Navigation } from './navigation.tsx';
import { Awaited } from './parts/awaited.tsx';
import { NoteBox } from './parts/note.tsx';
import { pageOf } from './pages/pages.tsx';
import { useRoute } from './router.ts';
import type { Session } from './sign-in/session.ts';
import { useLoaded } from './use-loaded.ts';

interface AppProps {
  readonly graph: GraphClient;
  readonly session: Session;
  readonly asAnother: () => void;
}

type Admitted = Organization | 'noRole';

/** The whole admin center for one signed-in account, or the refusal of one without a role. */
export function App({ graph, session, asAnother }: AppProps) {
  const [organization] = useLoaded('organization', () => admitted(graph));
  return (
    <>
      <a class="skip" href="#content" onClick={skip}>
        Skip to the content
      </a>
      <Awaited of={organization}>
        {(one) =>
          one === 'noRole' ? (
            <NoRole session={session} asAnother={asAnother} />
          ) : (
            <Estate organization={one} graph={graph} session={session} />
          )
        }
      </Awaited>
    </>
  );
}

async function admitted(graph: GraphClient): Promise<Admitted> {
  try {
    const [organization] = await graph.all<Organization>('/v1.0/organization');
    if (organization === undefined) throw new Error('Graph names no organization.');
    return organization;
  } catch (error) {
    if (error instanceof GraphError && error.status === 403) return 'noRole';
    throw error;
  }
}

function Estate({
  organization,
  graph,
  session,
}: Omit<AppProps, 'asAnother'> & { readonly organization: Organization }) {
  const route = useRoute();
  const { title, section, show } = pageOf(route);
  const content = useRef<HTMLElement>(null);
  const shown = route.join('/');
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} · Admin center`;
    // A page that was left for another is read from its beginning; the first one keeps the browser's own focus.
    if (!first.current) content.current?.focus();
    first.current = false;
  }, [shown, title]);
  return (
    <>
      <header class="top">
        <p class="tenant">
          <strong>Admin center</strong> <span>{organization.displayName}</span>
        </p>
        <p class="account">
          <span>{session.account.username}</span>
          <button type="button" class="plain" onClick={() => session.signOut()}>
            Sign out
          </button>
        </p>
      </header>
      <Navigation section={section} />
      <main id="content" ref={content} tabIndex={-1}>
        <h1>{title}</h1>
        {show(graph)}
      </main>
    </>
  );
}

function NoRole({ session, asAnother }: Omit<AppProps, 'graph'>) {
  return (
    <main id="content" class="alone" tabIndex={-1}>
      <h1>You have no access</h1>
      <div role="alert">
        <NoteBox
          severity="error"
          text={`${session.account.username} holds no role that may look here. Hybrid Identity Administrator, Authentication Administrator, Global Reader and Global Administrator may.`}
        />
      </div>
      <p class="buttons">
        <button type="button" onClick={asAnother}>
          Sign in as somebody else
        </button>
        <button type="button" class="plain" onClick={() => session.signOut()}>
          Sign out
        </button>
      </p>
    </main>
  );
}

/** The hash is the router's: the link moves the focus and nothing else. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
