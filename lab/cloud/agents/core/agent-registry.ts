import type { AgentRecord, Registration, Sighting } from './registration.ts';

export interface RegistryLimits {
  readonly limit: number;
  readonly inactiveAfterMs: number;
  readonly dropAfterMs: number;
}

interface Entry {
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

  constructor(limits: RegistryLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** False when the tenant already has as many agents as it may. */
  admit(registration: Registration): boolean {
    if (this.full) return false;
    this.#entries.set(registration.agentId, { registration, sighting: registration, lastSeen: this.#now() });
    return true;
  }

  get full(): boolean {
    return this.#listed().length >= this.#limits.limit;
  }

  /** Registrations ever made by a machine of this name. */
  countOf(machineName: string): number {
    return [...this.#entries.values()].filter((entry) => entry.registration.machineName === machineName)
      .length;
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
    this.#entries.set(agentId, { registration: entry.registration, sighting, lastSeen: this.#now() });
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

  #listed(): Entry[] {
    return [...this.#entries.values()].filter(
      (entry) => this.#now() - entry.lastSeen <= this.#limits.dropAfterMs,
    );
  }
}
