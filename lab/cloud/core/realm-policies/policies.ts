import { NO_POLICY, type HomeRealmPolicy } from './policy.ts';

/** A tenant's home realm discovery policies: one for the organisation, and one at most for each application. */
export class HomeRealmPolicies {
  #organisation: HomeRealmPolicy = NO_POLICY;
  readonly #byApp = new Map<string, HomeRealmPolicy>();

  get organisation(): HomeRealmPolicy {
    return this.#organisation;
  }

  setOrganisation(policy: HomeRealmPolicy | undefined): void {
    this.#organisation = policy ?? NO_POLICY;
  }

  ofApp(clientId: string | undefined): HomeRealmPolicy | undefined {
    return clientId === undefined ? undefined : this.#byApp.get(clientId.toLowerCase());
  }

  setForApp(clientId: string, policy: HomeRealmPolicy | undefined): void {
    if (policy === undefined) this.#byApp.delete(clientId.toLowerCase());
    else this.#byApp.set(clientId.toLowerCase(), policy);
  }

  /** Applications that have one of their own. */
  apps(): readonly string[] {
    return [...this.#byApp.keys()];
  }

  /** The one that governs an application: its own, before the organisation's. */
  governing(clientId: string | undefined): HomeRealmPolicy {
    return this.ofApp(clientId) ?? this.#organisation;
  }
}
