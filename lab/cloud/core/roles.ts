/** Template ids of the directory roles the lab knows (documented: Microsoft Entra built-in roles). */
export const ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  directorySynchronizationAccount: 'd29b2b05-8046-44ba-8758-1e26182fcf32',
} as const;

export type RoleName = keyof typeof ROLES;

export const ROLE_NAMES = [
  'globalAdministrator',
  'hybridIdentityAdministrator',
  'authenticationAdministrator',
  'globalReader',
  'directorySynchronizationAccount',
] as const satisfies readonly RoleName[];

export function holdsOneOf(held: readonly string[], wanted: readonly RoleName[]): boolean {
  return wanted.some((name) => held.includes(ROLES[name]));
}
