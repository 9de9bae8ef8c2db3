import { uuidFrom } from '../../../chance/chance.ts';
import { UnknownNameError } from '../errors.ts';
import { accessPolicy, type AccessPolicy } from './policy.ts';

/** Something that stands between one user's right password and the sign-in. */
export type Interrupt = 'risk' | 'resetRegistration';

export interface StandingPolicy extends AccessPolicy {
  readonly id: string;
}

/** What a tenant's sign-ins need beside a password. */
export class Access {
  readonly #tenantId: string;
  readonly #policies = new Map<string, StandingPolicy>();
  readonly #unregistered = new Set<string>();
  readonly #interrupts = new Map<string, Interrupt>();
  /** Blocks older protocols, and wants a second factor of administrators (documented: security defaults). */
  securityDefaults = false;

  constructor(tenantId: string) {
    this.#tenantId = tenantId;
  }

  policies(): readonly StandingPolicy[] {
    return [...this.#policies.values()];
  }

  /** Adds a policy, or replaces the one of that id or name. */
  put(given: Partial<AccessPolicy> & Pick<AccessPolicy, 'name'>): StandingPolicy {
    const policy = { ...accessPolicy.parse({ name: given.name }), ...given };
    const standing = { ...policy, id: policy.id ?? uuidFrom(this.#tenantId, 'access policy', policy.name) };
    this.#policies.set(standing.id, standing);
    return standing;
  }

  /** Throws UnknownNameError. */
  remove(idOrName: string): void {
    const found = this.policies().find(({ id, name }) => id === idOrName || name === idOrName);
    if (found === undefined)
      throw new UnknownNameError(
        'access policy',
        idOrName,
        this.policies().map(({ name }) => name),
      );
    this.#policies.delete(found.id);
  }

  /** Whether a user has a second factor to prove itself with; users of the lab do, unless it is said otherwise. */
  hasSecondFactor(userId: string): boolean {
    return !this.#unregistered.has(userId);
  }

  setSecondFactor(userId: string, registered: boolean): void {
    if (registered) this.#unregistered.delete(userId);
    else this.#unregistered.add(userId);
  }

  interruptOf(userId: string): Interrupt | undefined {
    return this.#interrupts.get(userId);
  }

  setInterrupt(userId: string, interrupt: Interrupt | undefined): void {
    if (interrupt === undefined) this.#interrupts.delete(userId);
    else this.#interrupts.set(userId, interrupt);
  }
}
