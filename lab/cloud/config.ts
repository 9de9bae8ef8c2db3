import { z } from 'zod';
import { duration } from '../config/duration.ts';
import { AGENT_VERSION } from './agents/registration/version.ts';
import { appConfig } from './apps/config.ts';
import { decisions } from './core/config.ts';
import { ROLE_NAMES } from './core/roles.ts';
import { ENVIRONMENTS } from './lockout/environment.ts';
import { smartLockout } from './lockout/index.ts';
import { loginSettings } from './login/settings.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,26}$/i;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const UPN = /^[^@\s]+@[^@\s]+$/;

/** A user principal name. */
export const upn = z.string().max(256).regex(UPN, 'expected a user principal name such as ada@contoso.com');

/** A DNS domain's name. */
export const domainName = z.string().regex(DOMAIN, 'expected a domain such as contoso.com');

/** Role names as configuration writes them. */
export const roleName = z.enum(ROLE_NAMES);

const domain = z
  .object({
    name: domainName,
    /** Who checks the domain's users: the cloud (and its agents), or the domain's own provider. */
    authentication: z.enum(['managed', 'federated']).default('managed'),
  })
  .strict();

const cloudOnlyUser = z
  .object({
    upn,
    displayName: z.string().max(256).optional(),
    /** Derived from the lab's seed unless given. */
    password: z.string().min(1).max(256).optional(),
    roles: z.array(roleName).default([]),
  })
  .strict();

const agents = z
  .object({
    limit: z.number().int().min(1).max(40).default(40),
    answerLimit: duration('15s'),
    bootstrap: duration('10m'),
    inactiveAfter: duration('25m'),
    dropAfter: duration('10d'),
    /** Earlier agents may not register; 1.5.1742.0 in Azure Government unless given, none elsewhere. */
    oldestVersion: z.string().regex(AGENT_VERSION, 'expected a version such as 1.5.1742.0').optional(),
  })
  .strict();

const perTenant = {
  /** First label of the initial domain, `<tenant>.onmicrosoft.com`. */
  tenant: z.string().regex(NAME, 'expected a tenant name such as contoso').default('contoso'),
  domains: z
    .array(domain)
    .max(100)
    .default([{ name: 'contoso.com', authentication: 'managed' }]),
  /** Besides `admin@<tenant>.onmicrosoft.com`, a Global Administrator who is there unless listed otherwise. */
  cloudOnlyUsers: z.array(cloudOnlyUser).max(1_000).default([]),
  /** Whether managed users' passwords are checked on premises from the start. */
  passThrough: z.boolean().default(false),
  smartLockout: smartLockout.prefault({}),
  ...decisions,
  /** Registered applications, beside the vendor's own that every tenant has. */
  apps: z.array(appConfig).max(200).default([]),
};

/** A tenant beside the lab's own, in the same cloud; what is not said is as in a new tenant. */
const tenantConfig = z
  .object({ ...perTenant, tenant: perTenant.tenant.unwrap(), domains: z.array(domain).max(100).default([]) })
  .strict();

export type TenantConfig = z.output<typeof tenantConfig>;

/** The `cloud` section of lab.yaml. */
export const cloudConfig = z
  .object({
    ...perTenant,
    agents: agents.prefault({}),
    /** Which of the vendor's clouds is played: its names. */
    environment: z.enum(ENVIRONMENTS).default('public'),
    /** Lifetimes and switches of the sign-in protocols. */
    login: loginSettings.prefault({}),
    /** Lifetime of ID and access tokens. */
    tokenLifetime: duration('1h'),
    /** Tenants of others in the same cloud. */
    moreTenants: z.array(tenantConfig).max(50).default([]),
  })
  .strict();

export type CloudConfig = z.output<typeof cloudConfig>;

export type CloudConfigInput = z.input<typeof cloudConfig>;
