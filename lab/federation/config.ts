import { z } from 'zod';
import { duration } from '../config/duration.ts';
import { certificateConfig } from './config/certificates.ts';
import { lockoutConfig } from './config/lockout.ts';
import { relyingPartyConfig } from './config/relying-party.ts';

const hostName = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'expected a full host name such as sts.fabrikam.com');

/** How long a browser is known again without its password. */
const sso = z
  .object({
    /** `SsoLifetime`; documented default 480 minutes. */
    lifetime: duration('8h'),
    /** `KmsiEnabled`: the sign-in page offers to keep the user signed in. */
    keepMeSignedIn: z.boolean().default(false),
    /** `KmsiLifetimeMins`; documented default 1440 minutes. */
    keepMeSignedInLifetime: duration('24h'),
  })
  .strict();

/** The AD FS farm's part of a lab file. */
export const federationConfig = z
  .object({
    /** The primary node's host, as domain controllers see it. */
    host: z.string().min(1).default('ADFS1'),
    /** Nodes of the farm; further ones are named by counting on from `host`. */
    nodes: z.number().int().min(1).max(8).default(1),
    /** The federation service name. */
    name: hostName.default('sts.fabrikam.com'),
    /** Domains of the tenant that this farm signs users in for. */
    domains: z.array(hostName).default(['fabrikam.com']),
    /** How long an issued assertion is valid; AD FS' own default is an hour. */
    assertionLifetime: duration('1h'),
    /** How far a caller's clock may be off; WCF's default is five minutes. */
    clockSkew: duration('5m'),
    /** How long a domain controller may take to check a password. */
    directoryLimit: duration('15s'),
    /** How often secondary nodes fetch the configuration from the primary. */
    configurationPoll: duration('5m'),
    /** Extranet lockout and Extranet Smart Lockout. */
    extranetLockout: lockoutConfig.prefault({}),
    /** Token-signing certificates. */
    certificates: certificateConfig.prefault({}),
    /** The trust "Microsoft Office 365 Identity Platform". */
    relyingParty: relyingPartyConfig.prefault({}),
    sso: sso.prefault({}),
    /** `EnableIdPInitiatedSignonPage`; off since AD FS 2016. */
    idpInitiatedSignOn: z.boolean().default(false),
    /** `SamlMessageDeliveryWindow`: how old a SAML request may be. */
    samlMessageDeliveryWindow: duration('5m'),
    /** Whether a SAML request that was answered already is answered again within its time. */
    samlRequestReplay: z.enum(['refused', 'answered']).default('refused'),
    /** Whether the proxy takes the device's address from `X-Forwarded-For`, as behind a load balancer. */
    proxyTrustsForwardedFor: z.boolean().default(true),
  })
  .strict();

export type FederationConfig = z.output<typeof federationConfig>;

/** The farm's hosts, the primary first: ADFS1, ADFS2, … */
export function nodeNames({ host, nodes }: Pick<FederationConfig, 'host' | 'nodes'>): string[] {
  const [, stem = host, digits] = /^(.*?)(\d+)$/.exec(host) ?? [];
  const first = digits === undefined ? 1 : Number(digits);
  return Array.from({ length: nodes }, (_, n) => (n === 0 ? host : `${stem}${first + n}`));
}

/** The Web Application Proxy's host. */
export const PROXY_HOST = 'WAP1';
