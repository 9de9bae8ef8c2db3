import type { ComponentChildren } from 'preact';
import type { GraphClient } from '../graph/graph-client.ts';
import type { Section } from '../navigation.tsx';
import type { Route } from '../router.ts';
import { ConnectPage } from './connect-page.tsx';
import { DomainPage } from './domain-page.tsx';
import { DomainsPage } from './domains-page.tsx';
import { PassThroughPage } from './pass-through-page.tsx';
import { PasswordProtectionPage } from './password-protection-page.tsx';
import { RolloutPage } from './rollout-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { SignInsPage } from './sign-ins-page.tsx';
import { UserPage } from './user-page.tsx';
import { UsersPage } from './users-page.tsx';

export interface Page {
  readonly title: string;
  readonly section: Section | undefined;
  readonly show: (graph: GraphClient) => ComponentChildren;
}

/** Which page a route names; the first one for no route, and a page that says so for one that names none. */
export function pageOf([place = 'connect', id]: Route): Page {
  switch (place) {
    case 'connect':
      return page('Entra Connect', place, (graph) => <ConnectPage graph={graph} />);
    case 'pass-through':
      return page('Pass-through authentication', place, (graph) => <PassThroughPage graph={graph} />);
    case 'staged-rollout':
      return page('Staged rollout', place, (graph) => <RolloutPage graph={graph} />);
    case 'password-protection':
      return page('Password protection', place, (graph) => <PasswordProtectionPage graph={graph} />);
    case 'domains':
      if (id === undefined) return page('Domains', place, (graph) => <DomainsPage graph={graph} />);
      return page(id, place, (graph) => <DomainPage key={id} graph={graph} name={id} />);
    case 'sign-ins':
      if (id === undefined) return page('Sign-in logs', place, (graph) => <SignInsPage graph={graph} />);
      return page('One sign-in', place, (graph) => <SignInPage key={id} graph={graph} id={id} />);
    case 'users':
      if (id === undefined) return page('Users', place, (graph) => <UsersPage graph={graph} />);
      return page('User', place, (graph) => <UserPage key={id} graph={graph} id={id} />);
    default:
      return page('Nothing here', undefined, () => <p>There is no such page. Choose one from the list.</p>);
  }
}

function page(title: string, section: Page['section'], show: Page['show']): Page {
  return { title, section, show };
}
