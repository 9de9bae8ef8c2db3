import { cloudConfig, type CloudConfigInput } from '../config.ts';
import { emptyLab, type Answer, type Call, type Caller } from '../empty-lab.fixture.ts';
import { startCloud, type StartedCloud } from '../start-cloud.ts';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
export const GRAPH = 'https://graph.microsoft.com';
export const ADMIN = 'admin@contoso.onmicrosoft.com';

/** A cloud, and requests to its Graph-shaped side as one of its users. */
export interface GraphBench extends AsyncDisposable {
  readonly cloud: StartedCloud;
  /** A user's own; another form than the usual is asked for anew. */
  tokenOf(upn: string, form?: Readonly<Record<string, string>>): Promise<string>;
  /** Of an application for itself. */
  appToken(appId: string, secret: string): Promise<string>;
  /** Any host of the cloud. */
  readonly at: Caller;
  /** `path` with its version; as the administrator unless somebody is named. */
  ask(path: string, call?: Call & { readonly as?: string }): Promise<Answer>;
}

export async function openGraphBench(input: CloudConfigInput = {}): Promise<GraphBench> {
  const empty = await emptyLab();
  const cloud = await empty.lab.until(startCloud(cloudConfig.parse(input), empty.context), 'the cloud');
  const call = await empty.caller(cloud.hosts);
  const tokens = new Map<string, string>();
  const tokenOf = async (upn: string, more?: Readonly<Record<string, string>>): Promise<string> => {
    const known = more === undefined ? tokens.get(upn) : undefined;
    if (known !== undefined) return known;
    const { password } = await cloud.control.passwordOf({ upn });
    const form = {
      grant_type: 'password',
      client_id: CLI,
      scope: 'openid',
      username: upn,
      password,
      ...more,
    };
    const url = `https://login.microsoftonline.com/${cloud.tenantId}/oauth2/v2.0/token`;
    const { json } = await call(url, { form });
    const { access_token: token } = json as { access_token: string };
    if (more === undefined) tokens.set(upn, token);
    return token;
  };
  const appToken = async (appId: string, secret: string): Promise<string> => {
    const scope = `${GRAPH}/.default`;
    const form = { grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope };
    const url = `https://login.microsoftonline.com/${cloud.tenantId}/oauth2/v2.0/token`;
    const { json } = await call(url, { form });
    return (json as { access_token: string }).access_token;
  };
  return {
    ...{ cloud, tokenOf, appToken, at: call },
    ask: async (path, { as = ADMIN, ...options } = {}) => {
      const authorization = `Bearer ${await tokenOf(as)}`;
      return call(`${GRAPH}${path}`, { ...options, headers: { authorization, ...options.headers } });
    },
    async [Symbol.asyncDispose]() {
      await cloud.stop();
      await empty[Symbol.asyncDispose]();
    },
  };
}
