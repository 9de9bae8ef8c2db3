export const LOGIN_HOST = 'login.microsoftonline.com';

/** What access tokens are made out to; every admin surface of the lab's cloud accepts it. */
export const GRAPH_AUDIENCE = 'https://graph.microsoft.com';

/** `https://login.microsoftonline.com/<tenant id>/v2.0`: strict clients compare it with the discovery URL. */
export function issuerOf(tenantId: string): string {
  return `https://${LOGIN_HOST}/${tenantId}/v2.0`;
}
