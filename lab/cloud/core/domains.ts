import type { Authentication, Domain, FederationSettings } from './domain.ts';
import { federationSettings, type FederationInput } from './federation-settings.ts';
import { TenantStateError, UnknownNameError } from './errors.ts';

/** The verified domains of a tenant. Names compare without case. */
export class Domains {
  readonly #byName = new Map<string, Domain>();

  add(domain: Domain): void {
    this.#byName.set(domain.name.toLowerCase(), { ...domain, name: domain.name.toLowerCase() });
  }

  all(): readonly Domain[] {
    return [...this.#byName.values()];
  }

  find(name: string): Domain | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** The domain of a user principal name. */
  ofUpn(upn: string): Domain | undefined {
    return this.find(upn.slice(upn.lastIndexOf('@') + 1));
  }

  /** The federated domain whose provider signs under this issuer. A converted domain has none. */
  byIssuer(issuer: string): (Domain & { readonly federation: FederationSettings }) | undefined {
    for (const domain of this.#byName.values()) {
      const { federation } = domain;
      if (domain.authentication === 'federated' && federation?.issuerUri === issuer)
        return { ...domain, federation };
    }
    return undefined;
  }

  /** The domain every tenant is born with. */
  initial(): Domain {
    const domain = this.all().find((one) => one.initial);
    if (domain === undefined) throw new TenantStateError('the tenant has no initial domain');
    return domain;
  }

  /** Throws UnknownNameError. */
  get(name: string): Domain {
    const domain = this.find(name);
    if (domain === undefined) throw new UnknownNameError('verified domain', name, [...this.#byName.keys()]);
    return domain;
  }

  /** Takes effect at once. Throws UnknownNameError, TenantStateError. */
  convert(name: string, authentication: Authentication): Domain {
    const domain = this.get(name);
    if (domain.initial && authentication === 'federated') {
      throw new TenantStateError(`${domain.name} is the initial domain, which cannot be federated`);
    }
    if (authentication === 'federated' && domain.federation === undefined) {
      throw new TenantStateError(
        `${domain.name} has no federation settings yet; set them before federating it`,
      );
    }
    const converted = { ...domain, authentication };
    this.add(converted);
    return converted;
  }

  /** Throws UnknownNameError, TenantStateError. */
  setFederation(name: string, given: FederationInput): void {
    const federation = federationSettings.parse(given);
    const domain = this.get(name);
    const taken = this.all().find(
      (one) => one.name !== domain.name && one.federation?.issuerUri === federation.issuerUri,
    );
    if (taken !== undefined) {
      throw new TenantStateError(
        `${taken.name} already has the issuer ${federation.issuerUri}; an issuer is unique in a tenant`,
      );
    }
    this.add({ ...domain, federation });
  }

  /** The settings go; a domain must have been made managed before. Throws UnknownNameError, TenantStateError. */
  removeFederation(name: string): void {
    const domain = this.get(name);
    if (domain.authentication === 'federated')
      throw new TenantStateError(`${domain.name} is federated; make it managed before its settings go`);
    this.add({ name: domain.name, authentication: domain.authentication, initial: domain.initial });
  }
}
