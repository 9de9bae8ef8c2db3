/** Paths below the federation service name, in lower case. */
export const Path = {
  trust13: '/adfs/services/trust/13/usernamemixed',
  trust2005: '/adfs/services/trust/2005/usernamemixed',
  windows13: '/adfs/services/trust/13/windowstransport',
  windows2005: '/adfs/services/trust/2005/windowstransport',
  metadata: '/adfs/services/trust/mex',
  federationMetadata: '/federationmetadata/2007-06/federationmetadata.xml',
  passive: '/adfs/ls',
  idpInitiated: '/adfs/ls/idpinitiatedsignon.htm',
  idpInitiatedAspx: '/adfs/ls/idpinitiatedsignon.aspx',
  probe: '/adfs/probe',
} as const;

/** The identifier of the Microsoft 365 relying party trust. */
export const MICROSOFT_ONLINE = 'urn:federation:MicrosoftOnline';

/**
 * Endpoints that the proxy publishes (`ProxyEnabled`). Windows transport is not among them: over the internet it would
 * let a password spray past the extranet lockout.
 */
export const PUBLISHED: ReadonlySet<string> = new Set([
  Path.trust13,
  Path.trust2005,
  Path.metadata,
  Path.federationMetadata,
  Path.passive,
  Path.idpInitiated,
  Path.idpInitiatedAspx,
]);

/** A request's path as the tables here have it. */
export function pathOf({ pathname }: URL): string {
  return pathname.replace(/\/$/, '').toLowerCase();
}
