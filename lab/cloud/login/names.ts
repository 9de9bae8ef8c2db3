import type { Environment } from '../lockout/environment.ts';
import { isLoopback } from '../web/called-host.ts';

/** One instance of the service, as instance discovery lists it. */
export interface CloudInstance {
  readonly preferred_network: string;
  readonly preferred_cache: string;
  readonly aliases: readonly string[];
}

/** The names under which a cloud's sign-in service is known. */
export interface CloudNames {
  readonly environment: Environment;
  /** `https://<loginHost>/<tenant id>/v2.0` is the issuer of version 2 tokens. */
  readonly loginHost: string;
  /** Further names that the login host answers to. */
  readonly aliases: readonly string[];
  /** `cloud_instance_name` of the user realm. */
  readonly instanceName: string;
  /** What access tokens for Graph are made out to; every admin surface of the lab's cloud accepts it. */
  readonly graph: string;
  /** Where a user types a device's code. */
  readonly deviceLogin: string;
  /** Names beside the login host's own that lead to the page for device codes. */
  readonly deviceHosts: readonly string[];
}

/** Documented: national clouds, "Microsoft Entra authentication endpoints"; Azure Government endpoints. */
export const CLOUD_NAMES: Readonly<Record<Environment, CloudNames>> = {
  public: {
    environment: 'public',
    loginHost: 'login.microsoftonline.com',
    aliases: [
      'login.windows.net',
      'login.microsoft.com',
      'sts.windows.net',
      'autologon.microsoftazuread-sso.com',
    ],
    instanceName: 'microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    deviceLogin: 'https://microsoft.com/devicelogin',
    deviceHosts: ['microsoft.com', 'www.microsoft.com'],
  },
  usGovernment: {
    environment: 'usGovernment',
    loginHost: 'login.microsoftonline.us',
    aliases: ['login.usgovcloudapi.net', 'autologon.microsoft.us'],
    instanceName: 'microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    deviceLogin: 'https://microsoft.com/deviceloginus',
    deviceHosts: ['microsoft.com', 'www.microsoft.com'],
  },
  china: {
    environment: 'china',
    loginHost: 'login.partner.microsoftonline.cn',
    aliases: ['login.chinacloudapi.cn'],
    instanceName: 'partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    deviceLogin: 'https://microsoft.com/deviceloginchina',
    deviceHosts: ['microsoft.com', 'www.microsoft.com'],
  },
};

/** What instance discovery says of all clouds, whichever is asked (seen in MSAL's own copy of the answer). */
export const CLOUD_INSTANCES: readonly CloudInstance[] = [
  instance('login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'),
  {
    preferred_network: 'login.partner.microsoftonline.cn',
    preferred_cache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
  },
  {
    preferred_network: 'login.microsoftonline.us',
    preferred_cache: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  },
];

/** The login host, its cache's name, and further aliases. */
function instance(network: string, cache: string, ...more: readonly string[]): CloudInstance {
  return { preferred_network: network, preferred_cache: cache, aliases: [network, cache, ...more] };
}

/** Every name under which the login host answers. */
export function loginNames({ loginHost, aliases, deviceHosts }: CloudNames): readonly string[] {
  return [loginHost, ...aliases, ...deviceHosts];
}

const TAKES_ASSERTIONS = /^\/(login\.srf|[^/]+\/oauth2\/(v2\.0\/)?token)$/i;

/** Tells the addresses under which the login host takes assertions: by a browser, or as a grant. */
export function takerOfAssertions(names: CloudNames): (address: string) => boolean {
  const known = new Set(loginNames(names));
  return (address) => {
    const url = URL.parse(address);
    if (url?.protocol !== 'https:' || !TAKES_ASSERTIONS.test(url.pathname)) return false;
    return known.has(url.hostname) || isLoopback(url.hostname);
  };
}

/** The issuer of version 2 tokens and of discovery at an origin; strict clients compare it with the discovery URL. */
export function issuerOf(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

/** The issuer of version 1 tokens, of every cloud (documented: access token claims, `iss`). */
export function issuerV1Of(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}
