import { z } from 'zod';
import { isPattern } from './patterns.ts';

/**
 * The names that the deployment guide has an administrator open (prerequisites, "In your on-premises environment"):
 * the service on 443 and, for status, 8080; registration; the seamless sign-on name, which is given in full as proxies
 * may not accept a wildcard; revocation lists on 80. The last two are what Entra Connect calls.
 */
const GUIDE_NAMES = [
  '*.msappproxy.net:443',
  '*.msappproxy.net:8080',
  '*.servicebus.windows.net:443',
  'login.windows.net:443',
  'login.microsoftonline.com:443',
  'autologon.microsoftazuread-sso.com:443',
  'crl3.digicert.com:80',
  'crl4.digicert.com:80',
  'ocsp.digicert.com:80',
  'www.d-trust.net:80',
  'root-c3-ca2-2009.ocsp.d-trust.net:80',
  'crl.microsoft.com:80',
  'oneocsp.microsoft.com:80',
  'ocsp.msocsp.com:80',
  'adminwebservice.microsoftonline.com:443',
  'graph.microsoft.com:443',
];

/** The same in Azure Government ("Hybrid identity considerations for Azure Government"). */
const GOVERNMENT_NAMES = [
  '*.msappproxy.us:443',
  '*.msappproxy.us:8080',
  '*.servicebus.usgovcloudapi.net:443',
  '*.microsoftonline.us:443',
  'login.windows.us:443',
  'autologon.microsoft.us:443',
  'mscrl.microsoft.us:80',
  'crl.microsoft.us:80',
  'ocsp.msocsp.us:80',
  'www.microsoft.us:80',
  'adminwebservice.microsoftonline.com:443',
  'graph.microsoft.us:443',
];

const pattern = z
  .string()
  .refine(isPattern, 'expected a host name or *.name, with or without a port, such as *.msappproxy.net:443');

/** What the firewall's name server answers, where it gives no address. */
const dns = z
  .object({
    /** To names that are not on the allow list, or that nothing in the lab has. */
    unlisted: z.enum(['nxdomain', 'refused']).default('nxdomain'),
    /** To hosts and for names that are blocked while the lab runs; `silent` answers nothing. */
    blocked: z.enum(['refused', 'silent']).default('refused'),
  })
  .strict();

/** The corporate firewall and outbound proxy. */
export const egressConfig = z
  .object({
    /** What may be called; the deployment guide's list unless given, in Azure Government that cloud's. */
    allow: z.array(pattern).default(GUIDE_NAMES),
    /** What may not, though `allow` covers it. */
    deny: z.array(pattern).default([]),
    /** A proxy that hosts are told of, or a firewall that they call through by themselves; the latter in containers only. */
    mode: z.enum(['proxy', 'firewall']).default('proxy'),
    dns: dns.prefault({}),
  })
  .strict();

export type EgressConfig = z.output<typeof egressConfig>;

/** The configuration with the names of Azure Government, where nobody has written any. */
export function forGovernment(config: EgressConfig): EgressConfig {
  const isUnwritten = config.allow.join() === GUIDE_NAMES.join();
  return isUnwritten ? { ...config, allow: GOVERNMENT_NAMES } : config;
}
