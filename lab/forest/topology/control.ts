import { z } from 'zod';
import { method, nothing } from '../../control/control.ts';

const controller = z.strictObject({ name: z.string() });
const pair = z.strictObject({ from: z.string(), to: z.string() });
/** First domains of the two forests; the trust of both directions is meant. */
const trust = z.strictObject({ with: z.string(), of: z.string().optional() });

const located = z.object({
  name: z.string(),
  dnsName: z.string(),
  domain: z.string(),
  site: z.string(),
  globalCatalog: z.boolean(),
  pdcEmulator: z.boolean(),
});

/** What the lab may do to the topology, and ask of it; a part of the forest's control interface. */
export const topologyContract = {
  /** Domain controllers as the locator would give them, the best first. `host` stands in its site; `site` goes before it. */
  locate: method(
    z.strictObject({
      host: z.string().optional(),
      site: z.string().optional(),
      /** DNS or NetBIOS name; the lab's first domain unless given. */
      domain: z.string().optional(),
      kind: z.enum(['dc', 'gc', 'pdc']).default('dc'),
    }),
    z.object({ domainControllers: z.array(located) }),
  ),
  /** Service records of DNS that the domain controllers of a forest register. */
  serviceRecords: method(
    z.strictObject({ domain: z.string().optional() }),
    z.object({ records: z.array(z.object({ name: z.string(), target: z.string(), port: z.number() })) }),
  ),
  /** `aheadMs` in lab milliseconds; negative for a clock that is behind. */
  setClockSkew: method(controller.extend({ aheadMs: z.int() }), nothing),
  setSparesOldPasswords: method(controller.extend({ spares: z.boolean() }), nothing),
  /** Nothing passes between two domain controllers any more: replication, forwarded logons, logons across a trust. */
  cutReplication: method(pair, nothing),
  mendReplication: method(pair, nothing),
  /** Everything that can come in comes in now, in all domains. */
  syncAll: method(nothing, nothing),
  /** The two sides of a trust share no secret any more. */
  breakTrust: method(trust, nothing),
  mendTrust: method(trust, nothing),
  topology: method(
    nothing,
    z.object({
      forests: z.array(
        z.object({
          domains: z.array(
            z.object({
              dns: z.string(),
              netbios: z.string(),
              base: z.string(),
              domainControllers: z.array(located),
              /** Of the domain itself; durations in lab milliseconds. */
              lockout: z.object({
                threshold: z.number(),
                duration: z.number(),
                observationWindow: z.number(),
              }),
            }),
          ),
          sites: z.array(z.string()),
          upnSuffixes: z.array(z.string()),
        }),
      ),
      trusts: z.array(
        z.object({
          trusting: z.string(),
          trusted: z.string(),
          transitive: z.boolean(),
          selective: z.boolean(),
          broken: z.boolean(),
          routedSuffixes: z.array(z.string()),
        }),
      ),
      cut: z.array(z.tuple([z.string(), z.string()])),
      /** Changes on their way to each domain controller. */
      pending: z.record(z.string(), z.number()),
    }),
  ),
} as const;
