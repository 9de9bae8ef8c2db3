import { z } from 'zod';
import { duration } from '../../config/duration.ts';

/** Settings of the sign-in protocols (`cloud.login`); defaults are the documented values. */
export const loginSettings = z
  .object({
    /** Lifetime of an authorization code; clients are told to redeem it at once. */
    codeLifetime: duration('10m'),
    /** Whether a code that comes a second time ends the refresh tokens given for it (RFC 6749 section 4.1.2: should). */
    codeReplayRevokes: z.boolean().default(true),
    /** How long a sign-in may lie on the pages. */
    flowLifetime: duration('1h'),
    /** A session that is not kept: a day without use. */
    sessionLifetime: duration('24h'),
    /** "Stay signed in" (documented: 180 days). */
    keptSessionLifetime: duration('180d'),
    /**
     * Whether a user's access token comes with an identity token and a refresh token whatever was asked, or only with
     * those that `openid` and `offline_access` ask for. Clients were seen to get both; the documentation says the latter.
     */
    tokensBesideAccess: z.enum(['always', 'asked']).default('always'),
    /** Whether the page "Stay signed in?" is shown (company branding: "Show option to remain signed in"). */
    askToStaySignedIn: z.boolean().default(true),
    deviceCode: z
      .object({
        lifetime: duration('15m'),
        interval: duration('5s'),
        /** RFC 8628's `slow_down` for a poll that comes too early; the real service does not document it. */
        slowDown: z.boolean().default(false),
        /** Made-up user codes from one place until none is looked up there, for as long as a code lives. */
        wrongCodes: z.number().int().min(1).max(10_000).default(10),
      })
      .strict()
      .prefault({}),
  })
  .strict();

export type LoginSettings = z.output<typeof loginSettings>;
