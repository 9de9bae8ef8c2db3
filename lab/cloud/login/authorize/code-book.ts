import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Sealer } from '../keys/sealer.ts';
import { Expiring } from '../expiring.ts';
import type { LoginSettings } from '../settings.ts';
import { isSame, newSecret } from '../secret.ts';

const PURPOSE = 'authorization code';
/** Beyond any number that is given within a code's lifetime: a spent one must not be forgotten before. */
const MOST = 1_000_000;
/** As long as a refresh token may lie unused: by then it is dead anyway. */
const REVOKED_MS = 90 * 86_400_000;

const codeFacts = z.object({
  tenantId: z.string(),
  userId: z.string(),
  appId: z.string(),
  redirectUri: z.string(),
  platform: z.enum(['web', 'spa', 'publicClient']),
  scope: z.string(),
  nonce: z.string().optional(),
  challenge: z.string().optional(),
  challengeMethod: z.enum(['S256', 'plain']).optional(),
  amr: z.array(z.string()),
  authTime: z.number(),
  wantsAuthTime: z.boolean(),
});

/** What an authorization code stands for. */
export type CodeFacts = z.output<typeof codeFacts>;

const sealedCode = codeFacts.extend({ id: z.string(), until: z.number() });

export type CodeRedemption =
  | {
      readonly kind: 'valid';
      readonly facts: CodeFacts;
      /** Of what is granted for the code. */
      readonly grantId: string;
      readonly spend: () => void;
    }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'redeemed' };

/** Authorization codes (RFC 6749 section 4.1.2): sealed, good for minutes, and once. */
export class CodeBook {
  readonly #sealer: Sealer;
  readonly #lifetimeMs: number;
  readonly #replayRevokes: boolean;
  readonly #spent = new Expiring<true>(MOST);
  readonly #revoked = new Expiring<true>(MOST);

  constructor(
    sealer: Sealer,
    { codeLifetime, codeReplayRevokes }: Pick<LoginSettings, 'codeLifetime' | 'codeReplayRevokes'>,
  ) {
    this.#sealer = sealer;
    this.#lifetimeMs = codeLifetime;
    this.#replayRevokes = codeReplayRevokes;
  }

  issue(facts: CodeFacts, now: number): string {
    const until = now + this.#lifetimeMs;
    return `1.${this.#sealer.seal(PURPOSE, { ...facts, id: newSecret(), until })}`;
  }

  /** Says what a code is; whoever finds it in order spends it. One that comes again ends what was granted for it. */
  redeem(code: string, now: number): CodeRedemption {
    const opened = sealedCode.safeParse(
      code.startsWith('1.') ? this.#sealer.open(PURPOSE, code.slice(2)) : undefined,
    );
    if (!opened.success) return { kind: 'malformed' };
    const { id, until, ...facts } = opened.data;
    if (this.#spent.get(id, now) === true) {
      if (this.#replayRevokes) this.#revoked.put(id, true, now + REVOKED_MS);
      return { kind: 'redeemed' };
    }
    if (now >= until) return { kind: 'expired' };
    return { kind: 'valid', facts, grantId: id, spend: () => this.#spent.put(id, true, until) };
  }

  /** Whether a code's grant was ended because somebody brought the code again (RFC 6749 section 4.1.2). */
  isRevoked(grantId: string, now: number): boolean {
    return this.#revoked.get(grantId, now) === true;
  }
}

/** Proof Key for Code Exchange (RFC 7636 section 4.6). */
export function fitsChallenge(
  { challenge, challengeMethod }: CodeFacts,
  verifier: string | undefined,
): boolean {
  if (challenge === undefined) return verifier === undefined;
  if (verifier === undefined) return false;
  if (challengeMethod !== 'S256') return isSame(challenge, verifier);
  return isSame(challenge, createHash('sha256').update(verifier).digest('base64url'));
}
