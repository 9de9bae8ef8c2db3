import { hrefOf, type Route } from './router.ts';

export type Section =
  'connect' | 'pass-through' | 'password-protection' | 'domains' | 'sign-ins' | 'users' | 'staged-rollout';

const PLACES: readonly (readonly [Section, string])[] = [
  ['connect', 'Entra Connect'],
  ['pass-through', 'Pass-through authentication'],
  ['staged-rollout', 'Staged rollout'],
  ['domains', 'Domains'],
  ['password-protection', 'Password protection'],
  ['users', 'Users'],
  ['sign-ins', 'Sign-in logs'],
];

export function Navigation({ section }: { readonly section: Section | undefined }) {
  return (
    <nav aria-label="Admin center">
      <ul>
        {PLACES.map(([place, title]) => (
          <li key={place}>
            <a href={hrefOf(...routeTo(place))} aria-current={place === section ? 'page' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function routeTo(place: Section): Route {
  return [place];
}
