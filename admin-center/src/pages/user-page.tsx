import type { PasswordResetResponse, User } from '@microsoft/microsoft-graph-types';
import { useState } from 'preact/hooks';
import type { GraphClient } from '../graph/graph-client.ts';
import { instant } from '../model/shown.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Confirm } from '../parts/dialog.tsx';
import { Facts } from '../parts/facts.tsx';
import { Outcome } from '../parts/note.tsx';
import { hrefOf } from '../router.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';

/** The password method of every user (documented: passwordAuthenticationMethod). */
const PASSWORD_METHOD = '28c10230-6103-485e-b985-444c60001490';

type Asked = 'reset' | 'revoke';

const WORDS = {
  reset: {
    title: 'Reset the password?',
    doIt: 'Reset',
    what: 'The user gets a temporary password that is shown to you once, and has to choose another at the next sign-in. Refresh tokens end.',
  },
  revoke: {
    title: 'Revoke all sessions?',
    doIt: 'Revoke',
    what: 'Every refresh token and browser session of this user ends. Access tokens last until they expire.',
  },
} as const;

export function UserPage({ graph, id }: { readonly graph: GraphClient; readonly id: string }) {
  const path = `/v1.0/users/${encodeURIComponent(id)}`;
  const [loaded, again] = useLoaded(id, () => graph.get<User>(path));
  const action = useAction();
  const [asked, setAsked] = useState<Asked>();
  const carryOut = async (what: Asked): Promise<void> => {
    await action.run(() => (what === 'reset' ? reset(graph, path) : revoke(graph, path)));
    setAsked(undefined);
    again();
  };
  return (
    <>
      <p>
        <a href={hrefOf('users')}>All users</a>
      </p>
      <Awaited of={loaded}>{(user) => <UserFacts {...user} />}</Awaited>
      <p class="buttons">
        {(['reset', 'revoke'] as const).map((what) => (
          <button key={what} type="button" class="plain" onClick={() => setAsked(what)}>
            {what === 'reset' ? 'Reset password …' : 'Revoke sessions …'}
          </button>
        ))}
      </p>
      <Outcome note={action.outcome} />
      {asked !== undefined && (
        <Confirm
          title={WORDS[asked].title}
          doIt={WORDS[asked].doIt}
          busy={action.busy}
          onClose={() => setAsked(undefined)}
          onConfirm={() => void carryOut(asked)}
        >
          <p>{WORDS[asked].what}</p>
        </Confirm>
      )}
    </>
  );
}

function UserFacts(user: User) {
  return (
    <Facts
      of={{
        Name: user.displayName,
        'User principal name': user.userPrincipalName,
        Enabled: user.accountEnabled ? 'Yes' : 'No',
        'On-premises sync': user.onPremisesSyncEnabled ? 'Yes' : 'No',
        'Last password change': instant(user.lastPasswordChangeDateTime),
        'Sessions valid from': instant(user.signInSessionsValidFromDateTime),
      }}
    />
  );
}

async function reset(graph: GraphClient, path: string): Promise<string> {
  const answer = await graph.send(
    'POST',
    `${path}/authentication/methods/${PASSWORD_METHOD}/resetPassword`,
    {},
  );
  // Graph's documented answer.
  const { newPassword } = answer as PasswordResetResponse;
  return `The temporary password is ${newPassword ?? ''}`;
}

async function revoke(graph: GraphClient, path: string): Promise<string> {
  await graph.send('POST', `${path}/revokeSignInSessions`);
  return 'The user has to sign in again everywhere.';
}
