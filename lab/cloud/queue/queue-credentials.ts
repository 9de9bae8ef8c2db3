import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Queue passwords handed out at bootstrap. The last two of an agent are good, so that a connection under way while
 * its next bootstrap is answered does not fail.
 */
export class QueueCredentials {
  readonly #digests = new Map<string, readonly Buffer[]>();

  issue(agentId: string): string {
    const password = randomBytes(24).toString('base64url');
    const [last] = this.#digests.get(agentId) ?? [];
    this.#digests.set(agentId, last === undefined ? [digest(password)] : [digest(password), last]);
    return password;
  }

  accepts(agentId: string, password: string): boolean {
    const given = digest(password);
    return (this.#digests.get(agentId) ?? []).some((known) => timingSafeEqual(known, given));
  }
}

function digest(password: string): Buffer {
  return createHash('sha256').update(password).digest();
}
