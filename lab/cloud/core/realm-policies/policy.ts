import { z } from 'zod';

const names = z.array(z.string().min(1).max(256)).max(1_000).default([]);

/**
 * A `HomeRealmDiscoveryPolicy` (documented: home realm discovery policy; prevent domain hints). The last two members are the
 * organisation's alone.
 */
export const homeRealmPolicy = z.strictObject({
  accelerateToFederatedDomain: z.boolean().default(false),
  /** Where to, when the tenant has more than one federated domain. */
  preferredDomain: z.string().min(1).max(253).optional(),
  /** The cloud checks federated users' passwords of clients without a browser against synced hashes. */
  allowCloudPasswordValidation: z.boolean().default(false),
  /** Users may sign in with an address of theirs that is not their name. */
  alternateIdLogin: z.boolean().default(false),
  /** `*` names all. What is to be respected wins. */
  domainHints: z
    .strictObject({
      ignoreForDomains: names,
      respectForDomains: names,
      ignoreForApps: names,
      respectForApps: names,
    })
    .prefault({}),
});

export type HomeRealmPolicy = z.output<typeof homeRealmPolicy>;

export const NO_POLICY: HomeRealmPolicy = homeRealmPolicy.parse({});
