import type { App } from './app.ts';
import { isKnownIn, type Apps } from './apps.ts';

/** An API that access tokens are made out to. */
export interface Resource {
  /** As scopes name it, such as `https://graph.microsoft.com`. */
  readonly uri: string;
  readonly appId: string;
  /** Version of its access tokens: it decides, not the endpoint (documented: access tokens, "token formats"). */
  readonly version: 1 | 2;
  /** Its application, where a tenant registered it. */
  readonly app?: App;
}

const GRAPH_ID = '00000003-0000-0000-c000-000000000000';

/** APIs of the vendor's own beside Graph, by what scopes name them. */
const VENDOR: Readonly<Record<string, string>> = {
  'https://graph.windows.net': '00000002-0000-0000-c000-000000000000',
  'https://management.azure.com': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://management.core.windows.net': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://management.usgovcloudapi.net': '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  'https://outlook.office365.com': '00000002-0000-0ff1-ce00-000000000000',
  'https://outlook.office.com': '00000002-0000-0ff1-ce00-000000000000',
  'https://proxy.cloudwebappproxy.net/registerapp': '55747057-9b5d-4bd4-b387-abf52a8bd489',
  'https://adminwebservice.microsoftonline.com': '6f7e0f60-9401-4f5b-98e2-cf15bd5fd5e3',
};

export function graphResource(uri: string): Resource {
  return { uri, appId: GRAPH_ID, version: 1 };
}

/** The API that a scope or a `resource` parameter names, as a tenant sees it; undefined when it has none of it. */
export function resourceNamed(
  name: string,
  graph: Resource,
  apps: Apps,
  tenantId?: string,
): Resource | undefined {
  const bare = name.replace(/\/$/, '');
  if (bare === graph.uri || bare === GRAPH_ID) return graph;
  const vendor = Object.hasOwn(VENDOR, bare) ? VENDOR[bare] : undefined;
  if (vendor !== undefined) return { uri: bare, appId: vendor, version: 1 };
  const app = apps.byIdentifier(bare);
  if (app === undefined || (tenantId !== undefined && !isKnownIn(app, tenantId))) return undefined;
  return { uri: bare, appId: app.appId, version: app.accessTokenVersion, app };
}
