import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that is handed out: 32 random bytes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Under what a secret is remembered, so that memory holds none that could be used. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64');
}

/** Compares without telling by its time how much was right. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}
