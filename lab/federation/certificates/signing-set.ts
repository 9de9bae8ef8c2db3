import type { Signer } from '../signer.ts';

/** A token-signing certificate and its life on the lab clock, in milliseconds since the Unix epoch. */
export interface SigningCertificate {
  readonly signer: Signer;
  readonly madeAt: number;
  readonly notAfter: number;
}

/** The farm's token-signing certificates at one moment. */
export interface SigningSet {
  /** What tokens are signed with. */
  readonly primary: SigningCertificate;
  /** What will be primary next. */
  readonly successor: SigningCertificate | undefined;
  /** What was primary before. */
  readonly former: SigningCertificate | undefined;
}

/** With a successor, which replaces one that was waiting. */
export function withSuccessor(set: SigningSet, successor: SigningCertificate): SigningSet {
  return { ...set, successor };
}

/** The successor made primary; without one nothing changes. */
export function promoted(set: SigningSet): SigningSet {
  const { primary, successor } = set;
  return successor === undefined ? set : { primary: successor, successor: undefined, former: primary };
}

/** All that federation metadata names, the primary first; the former one until it ends. */
export function publishedIn({ primary, successor, former }: SigningSet, now: number): SigningCertificate[] {
  const kept = former !== undefined && former.notAfter > now ? former : undefined;
  return [primary, successor, kept].filter((one) => one !== undefined);
}
