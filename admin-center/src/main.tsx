import { render } from 'preact';
import { App } from './app.tsx';
import { GraphClient } from './graph/graph-client.ts';
import { NoteBox } from './parts/note.tsx';
import { loadSettings, type Settings } from './settings.ts';
import { arrive, leaveToSignIn } from './sign-in/redirects.ts';
import './styles.css';

const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the app');
const root: HTMLElement = place;

try {
  await begin(await loadSettings());
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

/** Back from the sign-in page: the app. Anybody else is sent there first. */
async function begin(settings: Settings): Promise<void> {
  const arrival = await arrive(settings);
  if (arrival.kind === 'signedOut') return render(<SignedOut settings={settings} />, root);
  if (arrival.kind === 'anew') return leaveToSignIn(settings, location.hash);
  const { session, wanted } = arrival;
  history.replaceState(null, '', `/${wanted}`);
  const graph = new GraphClient(settings.graph, session, () => void leaveToSignIn(settings, location.hash));
  const asAnother = (): void => void leaveToSignIn(settings, '', 'select_account');
  render(<App graph={graph} session={session} asAnother={asAnother} />, root);
}

function SignedOut({ settings }: { readonly settings: Settings }) {
  return (
    <main class="alone">
      <h1>Signed out</h1>
      <p>You have signed out of the admin center.</p>
      <button type="button" onClick={() => void leaveToSignIn(settings, '', 'select_account')}>
        Sign in
      </button>
    </main>
  );
}

function refuse(why: string): void {
  render(
    <main class="alone">
      <h1>Signing in failed</h1>
      <div role="alert">
        <NoteBox severity="error" text={why} />
      </div>
      <a class="button" href="/">
        Try again
      </a>
    </main>,
    root,
  );
}
