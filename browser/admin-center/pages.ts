/** Every page of the list, by the name that it has there. */
export const PAGES = [
  'Entra Connect',
  'Pass-through authentication',
  'Staged rollout',
  'Domains',
  'Password protection',
  'Users',
  'Sign-in logs',
] as const;
