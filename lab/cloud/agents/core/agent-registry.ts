import type { AgentRecord, Registration, Sighting } from './registration.ts';

export interface RegistryLimits {
  readonly limit: number;
  readonly inactiveAfterMs: number;
  readonly dropAfterMs: number;
}

/** A place on the list and a machine's ordinal, kept for a registration under way; disposing it gives both back. */
export interface Reservation extends Disposable {
  /** Counts the registrations of one machine name from 0. */
  readonly ordinal: number;
  admit(registration: Registration): void;
}

/** What tells the registrations of one machine name apart. */
interface Claim {
  readonly machineName: string;
  readonly ordinal: number;
}

interface Entry {
  readonly claim: Claim;
  readonly registration: Registration;
  readonly sighting: Sighting;
  readonly lastSeen: number;
}

/**
 * Who is registered, and who has been heard of lately. Status is derived from the last report and the lab clock,
 * so it needs no timer. An agent silent for `dropAfterMs` leaves the list, and no password is encrypted for it any
 * more; its next report within the certificate's validity brings it back (inferred).
 */
export class AgentRegistry {
  readonly #limits: RegistryLimits;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #reserved = new Set<Claim>();

  constructor(limits: RegistryLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /**
   * Keeps a place before the certificate is made, so that registrations under way at once neither share an id nor
   * exceed the limit. Undefined when the tenant has as many agents as it may.
   */
  reserve(machineName: string): Reservation | undefined {
    if (this.#listed().length + this.#reserved.size >= this.#limits.limit) return undefined;
    const claim = { machineName, ordinal: this.#freeOrdinal(machineName) };
    this.#reserved.add(claim);
    return {
      ordinal: claim.ordinal,
      admit: (registration) => {
        this.#reserved.delete(claim);
        const entry = { claim, registration, sighting: registration, lastSeen: this.#now() };
        this.#entries.set(registration.agentId, entry);
      },
      [Symbol.dispose]: () => void this.#reserved.delete(claim),
    };
  }

  /** The registration behind a certificate, or nothing when it is unknown or has expired on the lab clock. */
  holder(agentId: string, thumbprint: string): Registration | undefined {
    const registration = this.valid(agentId);
    return registration?.thumbprint === thumbprint ? registration : undefined;
  }

  /** The registration, unless it has expired on the lab clock. */
  valid(agentId: string): Registration | undefined {
    const registration = this.#entries.get(agentId)?.registration;
    return registration !== undefined && registration.expires > this.#now() ? registration : undefined;
  }

  /** An agent reported. With two machines under one identity, the last one shows (inferred). */
  saw(agentId: string, sighting: Sighting): void {
    const entry = this.#entries.get(agentId);
    if (entry === undefined) return;
    this.#entries.set(agentId, { ...entry, sighting, lastSeen: this.#now() });
  }

  machineName(agentId: string): string | undefined {
    return this.#entries.get(agentId)?.sighting.machineName;
  }

  /** Whom every password is encrypted for: all that are on the list, active or not, oldest first. */
  recipients(): readonly Registration[] {
    return this.#listed().map((entry) => entry.registration);
  }

  records(): AgentRecord[] {
    return this.#listed().map(({ registration, sighting, lastSeen }) => ({
      agentId: registration.agentId,
      machineName: sighting.machineName,
      status: this.#now() - lastSeen <= this.#limits.inactiveAfterMs ? 'active' : 'inactive',
      externalIp: sighting.externalIp,
      version: sighting.version ?? registration.version,
      lastSeen,
      registeredAt: registration.registeredAt,
    }));
  }

  /** The lowest that no registration of the machine ever had, nor one under way has. */
  #freeOrdinal(machineName: string): number {
    const claims = [...[...this.#entries.values()].map(({ claim }) => claim), ...this.#reserved];
    const taken = new Set(
      claims.filter((claim) => claim.machineName === machineName).map((one) => one.ordinal),
    );
    let ordinal = 0;
    while (taken.has(ordinal)) ordinal++;
    return ordinal;
  }

  #listed(): Entry[] {
    return [...this.#entries.values()].filter(
      (entry) => this.#now() - entry.lastSeen <= this.#limits.dropAfterMs,
    );
  }
}
