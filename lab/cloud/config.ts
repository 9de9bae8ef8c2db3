import { z } from 'zod';
import { duration } from '../config/duration.ts';
import { DEFAULT_OUTCOMES } from './core/outcomes.ts';
import { ROLE_NAMES } from './core/roles.ts';

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

/** Smart Lockout (documented defaults: ten wrong passwords, 60 seconds; the growth is not published). */
export const smartLockout = z
  .object({
    threshold: z.number().int().min(1).max(50).default(10),
    duration: duration('60s'),
    growth: z
      .object({ factor: z.number().min(1).max(10).default(2), max: duration('30m') })
      .strict()
      .prefault({}),
  })
  .strict();

const agents = z
  .object({
    limit: z.number().int().min(1).max(40).default(40),
    answerLimit: duration('15s'),
    bootstrap: duration('10m'),
    inactiveAfter: duration('25m'),
    dropAfter: duration('10d'),
  })
  .strict();

const outcomeName = z
  .string()
  .refine((name) => /^-?\d{1,10}$/.test(name) || Object.hasOwn(DEFAULT_OUTCOMES, name), {
    error: `expected a Win32 error number or one of ${Object.keys(DEFAULT_OUTCOMES)
      .filter((name) => !/^\d/.test(name))
      .join(', ')}`,
  });

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
  /** Rows that replace the table of outcomes: Win32 number or outcome to AADSTS code, 0 for success. */
  outcomes: z.record(outcomeName, z.number().int().min(0).max(9_999_999)).default({}),
  /** A home-realm-discovery policy that lets the cloud check federated users' passwords. */
  allowCloudPasswordValidation: z.boolean().default(false),
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
    /** Lifetime of ID and access tokens. */
    tokenLifetime: duration('1h'),
    /** Tenants of others in the same cloud. */
    moreTenants: z.array(tenantConfig).max(50).default([]),
  })
  .strict();

export type CloudConfig = z.output<typeof cloudConfig>;
