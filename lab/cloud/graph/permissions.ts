/**
 * Application permissions by resource, the least first (documented: each resource's "Permissions" table). Who may write may
 * also read.
 */
const PERMISSIONS: readonly {
  readonly path: RegExp;
  readonly read: readonly string[];
  readonly write: readonly string[];
}[] = [
  of(
    /^\/domains\/:domain\/federationConfiguration/,
    ['Domain-InternalFederation.Read.All', 'Domain.Read.All'],
    ['Domain-InternalFederation.ReadWrite.All', 'Domain.ReadWrite.All'],
  ),
  of(/^\/domains/, ['Domain.Read.All'], ['Domain.ReadWrite.All']),
  of(/^\/organization/, ['Organization.Read.All'], ['Organization.ReadWrite.All']),
  of(
    /^\/directory\/onPremisesSynchronization/,
    ['OnPremDirectorySynchronization.Read.All'],
    ['OnPremDirectorySynchronization.ReadWrite.All'],
  ),
  of(/^\/users/, ['User.Read.All'], ['User.ReadWrite.All']),
  of(/^\/groups/, ['Group.Read.All'], ['Group.ReadWrite.All']),
  of(/^\/policies\/homeRealm/, ['Policy.Read.All'], ['Policy.ReadWrite.ApplicationConfiguration']),
  of(/^\/policies/, ['Policy.Read.All'], []),
  of(/^\/onPremisesPublishingProfiles/, [], ['OnPremisesPublishingProfiles.ReadWrite.All']),
  of(/^\/auditLogs/, ['AuditLog.Read.All'], []),
  of(/^\/settings/, [], []),
];
const DIRECTORY = { read: ['Directory.Read.All'], write: ['Directory.ReadWrite.All'] } as const;

/** What an application has to be granted one of, for itself or by its user, for a method of a path; none where none may. */
export function permissionsFor(method: string | readonly string[], path: string): readonly string[] {
  const relative = path.replace(/^\/(v1\.0|beta)(?=\/)/, '');
  const found = PERMISSIONS.find((one) => one.path.test(relative));
  if (found === undefined) return [];
  const writing = [...found.write, ...DIRECTORY.write];
  return method === 'GET' ? [...found.read, ...DIRECTORY.read, ...writing] : writing;
}

function of(path: RegExp, read: readonly string[], write: readonly string[]) {
  return { path, read, write };
}
