import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';
import { duration } from '../config/duration.ts';
import { lockoutMode } from './config/lockout.ts';
import { accessControlPolicy, issuanceRules, requestSigningCertificates } from './config/relying-party.ts';

/** What the cloud must know of the farm to federate a domain with it (Graph `internalDomainFederation`). */
export const federationSettings = z
  .object({
    /** By domain. */
    issuerUris: z.record(z.string(), z.string()),
    /** The WS-Trust 2005 `usernamemixed` endpoint. */
    activeSignInUri: z.string(),
    passiveSignInUri: z.string(),
    signOutUri: z.string(),
    metadataExchangeUri: z.string(),
    federationMetadataUri: z.string(),
    /** Base64 of the DER certificate that assertions are signed with. */
    signingCertificate: z.string(),
    /** The one that will be primary next, once it was made. */
    nextSigningCertificate: z.string().optional(),
  })
  .strict();

export type FederationSettings = z.output<typeof federationSettings>;

const node = z.object({ name: z.string().min(1).max(64) }).strict();
const user = z.string().min(1).max(1_024);
const location = z.enum(['familiar', 'unknown']);
const time = z.number().nullable();

const lockout = z.object({
  enabled: z.boolean(),
  mode: lockoutMode,
  threshold: z.number(),
  familiarThreshold: z.number(),
  /** Lab milliseconds. */
  observationWindow: z.number(),
  requirePdc: z.boolean(),
  lockedWhen: z.enum(['reached', 'exceeded']),
  /** Nodes on which a new mode holds only after a restart. */
  restartNeeded: z.array(z.string()),
});
const lockoutChanges = z
  .object({
    enabled: z.boolean(),
    mode: lockoutMode,
    threshold: z.number().int().min(1),
    familiarThreshold: z.number().int().min(1),
    observationWindow: duration(),
    requirePdc: z.boolean(),
    lockedWhen: z.enum(['reached', 'exceeded']),
  })
  .partial()
  .strict();
const counter = z.object({ badPasswords: z.number(), lastBadPassword: time, locked: z.boolean() });
const activity = z.object({
  /** What the account is counted under. */
  account: z.string(),
  familiarAddresses: z.array(z.string()),
  familiar: counter,
  unknown: counter,
});
const event = z.object({
  id: z.number(),
  name: z.string(),
  channel: z.enum(['Admin', 'Security']),
  level: z.enum(['information', 'warning', 'error', 'auditSuccess', 'auditFailure']),
  node: z.string(),
  /** Lab milliseconds since the Unix epoch. */
  at: z.number(),
  correlationId: z.string().optional(),
  text: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const certificate = z.object({
  thumbprint: z.string(),
  /** Base64 of the DER certificate. */
  certificate: z.string(),
  isPrimary: z.boolean(),
  notBefore: z.number(),
  notAfter: z.number(),
});
const relyingParty = z.object({
  name: z.string(),
  enabled: z.boolean(),
  identifiers: z.array(z.string()),
  endpoints: z.array(z.string()),
  rules: z.record(z.string(), z.boolean()),
  accessControlPolicy,
  signedSamlRequestsRequired: z.boolean(),
  requestSigningCertificates: z.array(z.string()),
});
const relyingPartyChanges = z
  .object({
    enabled: z.boolean(),
    accessControlPolicy,
    identifiers: z.array(z.string().min(1).max(512)).min(1).max(20),
    endpoints: z
      .array(z.url({ protocol: /^https$/ }))
      .min(1)
      .max(20),
    rules: issuanceRules.partial(),
    signedSamlRequestsRequired: z.boolean(),
    requestSigningCertificates,
  })
  .partial()
  .strict();

export const federationContract = {
  status: method(
    nothing,
    z
      .object({
        /** Whether any node serves. */
        running: z.boolean(),
        signIns: z.number().int(),
        refused: z.number().int(),
        nodes: z.array(z.object({ name: z.string(), primary: z.boolean(), running: z.boolean() })),
        proxy: z.object({ name: z.string(), running: z.boolean() }),
        /** Browsers that are known again. */
        sessions: z.number().int(),
      })
      .strict(),
  ),
  /** Stops every node: connections are dropped, and new ones reset until `start`. */
  shutDown: method(nothing, nothing),
  start: method(nothing, nothing),
  stopNode: method(node, nothing),
  startNode: method(node, nothing),
  /** The Web Application Proxy: without it nobody outside reaches the farm. */
  stopProxy: method(nothing, nothing),
  startProxy: method(nothing, nothing),
  settings: method(nothing, federationSettings),
  /** `Update-MgDomainFederationConfiguration` for every domain: the tenant is told of the farm's certificates. */
  updateTrust: method(nothing, federationSettings),
  /** `Get-AdfsCertificate -CertificateType Token-Signing` */
  certificates: method(nothing, z.array(certificate)),
  /** `Update-AdfsCertificate`: a successor is made, and is primary at once when urgent. */
  rollover: method(z.object({ urgent: z.boolean().default(false) }).strict(), z.array(certificate)),
  /** `Set-AdfsCertificate -IsPrimary` for the waiting successor. */
  promoteCertificate: method(nothing, z.array(certificate)),
  /** Event logs of all nodes, the newest last. */
  events: method(
    z
      .object({
        id: z.number().int().optional(),
        node: z.string().optional(),
        correlationId: z.string().optional(),
        limit: z.number().int().min(1).max(10_000).default(100),
      })
      .strict(),
    z.array(event),
  ),
  extranetLockout: method(nothing, lockout),
  /** `Set-AdfsProperties`; a new mode holds on each node once it was started again. */
  setExtranetLockout: method(lockoutChanges, lockout),
  /** `Get-AdfsAccountActivity`, as the primary node has it. */
  accountActivity: method(z.object({ user }).strict(), activity),
  /** `Reset-AdfsAccountLockout`; both locations unless told. */
  resetAccountLockout: method(z.object({ user, location: location.optional() }).strict(), nothing),
  /** `Get-AdfsRelyingPartyTrust`; none once it was removed. */
  relyingParties: method(nothing, z.array(relyingParty)),
  setRelyingParty: method(relyingPartyChanges, relyingParty),
  removeRelyingParty: method(nothing, nothing),
  /** Puts the trust back as the lab file has it. */
  addRelyingParty: method(nothing, relyingParty),
  /** Secondaries fetch the configuration now. */
  syncFarm: method(nothing, z.object({ failed: z.array(z.string()) })),
  /** The code that the second factor's page asks a user for. */
  verificationCodeOf: method(z.object({ upn: user }).strict(), z.object({ code: z.string() })),
};

export type FederationControl = Control<typeof federationContract>;
