import { z } from 'zod';
import { duration } from '../config/duration.ts';
import { method, nothing, type Control } from '../control/control.ts';
import { appConfig } from './apps/config.ts';
import { domainName, roleName, upn } from './config.ts';
import { decisionsContract } from './core/control.ts';
import { federationSettings } from './core/federation-settings.ts';

const authentication = z.enum(['managed', 'federated']);
const domain = z.object({
  name: z.string(),
  authentication,
  initial: z.boolean(),
  federation: federationSettings.optional(),
});
const user = z.object({
  id: z.string(),
  upn: z.string(),
  displayName: z.string(),
  kind: z.enum(['cloudOnly', 'synced']),
  enabled: z.boolean(),
  immutableId: z.string().optional(),
  onPremisesUpn: z.string().optional(),
  userType: z.enum(['Member', 'Guest']),
  mail: z.string().optional(),
  alternateLoginIds: z.array(z.string()).optional(),
  /** Lab milliseconds. */
  passwordChangedAt: z.number(),
  passwordExpiresAt: z.number().optional(),
  mustChangePassword: z.boolean().optional(),
  tokensValidFrom: z.number(),
  hasPassword: z.boolean(),
  roles: z.array(z.string()),
});
const newUser = z
  .object({
    upn,
    displayName: z.string().max(256).optional(),
    /** For a cloud-only user derived from the seed unless given; for a synced one, its synced hash. */
    password: z.string().min(1).max(256).optional(),
    /** Base64 of the on-premises object's GUID: makes the user a synced one. */
    sourceAnchor: z.base64().min(1).optional(),
    enabled: z.boolean().default(true),
    mail: z.string().max(256).optional(),
    /** Addresses that the user may sign in with where the tenant lets it. */
    alternateLoginIds: z.array(upn).max(50).optional(),
    userType: z.enum(['Member', 'Guest']).optional(),
    roles: z.array(roleName).default([]),
  })
  .strict();
const features = z.object({ passThrough: z.boolean(), passwordHashSync: z.boolean() });
const signIn = z.object({
  id: z.string(),
  at: z.number(),
  upn: z.string(),
  userId: z.string().optional(),
  client: z.string(),
  correlationId: z.string(),
  errorCode: z.number(),
  method: z.enum(['cloudPassword', 'passwordHashSync', 'passThrough', 'federated']).optional(),
  agentId: z.string().optional(),
  agentMachine: z.string().optional(),
  detail: z.string().optional(),
});
const agent = z.object({
  agentId: z.string(),
  machineName: z.string(),
  status: z.enum(['active', 'inactive']),
  externalIp: z.string(),
  version: z.string(),
  lastSeen: z.number(),
  registeredAt: z.number(),
  /** Whether it takes requests right now. */
  listening: z.boolean(),
});
const lockout = z.object({ failures: z.number(), locks: z.number(), lockedUntil: z.number().nullable() });
const limits = z
  .object({ threshold: z.number().int().min(1).max(50).optional(), duration: duration().optional() })
  .strict();
const status = z.object({
  tenantId: z.string(),
  tenant: z.string(),
  users: z.number(),
  domains: z.number(),
  ...features.shape,
  activeAgents: z.number(),
  inactiveAgents: z.number(),
  signIns: z.number(),
});
const count = z.object({ count: z.number(), last: z.number(), total: z.number() });
const named = z.object({ upn: z.string().max(256) }).strict();

/** What the lab may ask of the cloud and change in it. Times are lab milliseconds; unknown names are errors. */
export const cloudContract = {
  domains: method(nothing, z.array(domain)),
  setDomain: method(z.object({ name: domainName, authentication }).strict(), domain),
  setFederation: method(federationSettings.extend({ domain: domainName }).strict(), domain),
  addUser: method(newUser, user),
  users: method(nothing, z.array(user)),
  user: method(named, user),
  removeUser: method(named, nothing),
  signInMethod: method(nothing, features),
  setPassThrough: method(z.object({ enabled: z.boolean() }).strict(), features),
  signIns: method(
    z
      .object({
        upn: z.string().max(256).optional(),
        limit: z.number().int().min(1).max(10_000).default(100),
      })
      .strict(),
    z.array(signIn),
  ),
  /** Sign-ins since the start, by code and by the host of the agent that answered. */
  counts: method(
    nothing,
    z.object({
      signIns: z.number(),
      byCode: z.record(z.string(), z.number()),
      byAgent: z.record(z.string(), z.number()),
    }),
  ),
  agents: method(nothing, z.array(agent)),
  lockout: method(named, lockout),
  setSmartLockout: method(limits, nothing),
  resetLockout: method(named, nothing),
  passwordOf: method(named, z.object({ password: z.string() })),
  /** One step of a rollover of the key that signs tokens: publish the next, use it, retire earlier ones. */
  rollSigningKey: method(
    z.object({ step: z.enum(['publish', 'use', 'retire']) }).strict(),
    z.object({ current: z.string(), next: z.string().nullable(), previous: z.array(z.string()) }),
  ),
  /** The one-time code that a user is asked for right now. */
  mfaCodeOf: method(named, z.object({ code: z.string() })),
  /** Registers an application in the lab's own tenant. */
  registerApp: method(appConfig, z.object({ appId: z.string(), tenantId: z.string(), name: z.string() })),
  ...decisionsContract,
  /** Bytes of pass-through payloads: JSON of requests and answers, without AMQP, HTTP and TLS. */
  traffic: method(nothing, z.object({ requests: count, answers: count })),
  status: method(nothing, status),
};

export type CloudContract = typeof cloudContract;
export type CloudControl = Control<CloudContract>;
