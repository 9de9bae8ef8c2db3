import { z } from 'zod';
import { dnsName, hostName, reference } from './names.ts';

const allowedOn = z.record(hostName, z.array(reference).max(1_000));
const WANTED = 'expected false, or a map such as {allowedOn: {AGENT1: [Domain Users]}}';

/** A trust between this forest and another of the lab, as this forest's administrator sees it. */
export const trust = z.strictObject({
  /** The other forest's first domain. */
  with: dnsName,
  /** `inbound`: the other trusts this one, `outbound`: this one trusts the other, whose users can then log on here. */
  direction: z.enum(['two-way', 'inbound', 'outbound']).default('two-way'),
  /** A forest trust; otherwise an external one, between the two first domains alone and without UPN suffixes. */
  transitive: z.boolean().default(true),
  /** Users of the other forest log on where they are allowed to authenticate alone: users and groups by host. */
  selectiveAuthentication: z
    .union([z.literal(false), z.strictObject({ allowedOn })], { error: WANTED })
    .default(false),
  /** Names of the other forest that are sent there; all, unless written. */
  routedSuffixes: z.array(dnsName).max(100).optional(),
  /** Names of it that are not; of a trust that is inbound too, names of this forest that the other does not route. */
  disabledSuffixes: z.array(dnsName).max(100).default([]),
});

export type TrustConfig = z.output<typeof trust>;
