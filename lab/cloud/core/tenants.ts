import type { Clock } from '../../clock/clock.ts';
import type { HistorySink } from '../../history/history.ts';
import type { SignInDesk } from './desk.ts';
import { TenantStateError } from './errors.ts';

/** What every tenant of a cloud decides sign-ins with. */
export interface SignInService {
  readonly history: HistorySink;
  readonly clock: Clock;
  newId(): string;
}

const SHARED = ['organizations', 'common'];

/** Whether an authority leaves it to the user's name to say which tenant is meant. */
export function isShared(authority: string): boolean {
  return SHARED.includes(authority.toLowerCase());
}

/** The tenants of one cloud. A verified domain belongs to one of them (documented: domains, "verify"). */
export class Tenants {
  readonly service: SignInService;
  readonly #desks: readonly SignInDesk[];

  /** Throws TenantStateError when two tenants claim one domain. */
  constructor(service: SignInService, desks: readonly SignInDesk[]) {
    this.service = service;
    this.#desks = desks;
    for (const { tenant } of desks) {
      for (const { name } of tenant.domains.all()) {
        const other = desks.find(
          (one) => one.tenant !== tenant && one.tenant.domains.find(name) !== undefined,
        );
        if (other !== undefined)
          throw new TenantStateError(`${name} is a domain of ${other.tenant.name} and of ${tenant.name}`);
      }
    }
  }

  all(): readonly SignInDesk[] {
    return this.#desks;
  }

  byId(tenantId: string): SignInDesk | undefined {
    return this.#desks.find(({ tenant }) => tenant.id === tenantId);
  }

  /** By what an authority's path says: a GUID or a verified domain. */
  byAuthority(authority: string): SignInDesk | undefined {
    return this.#desks.find(({ tenant }) => tenant.isCalled(authority));
  }

  /** The tenant whose verified domain a user principal name lies in. */
  ofUpn(upn: string): SignInDesk | undefined {
    return this.#desks.find(({ tenant }) => tenant.domains.ofUpn(upn) !== undefined);
  }

  /** Whether an authority can be asked at all: a shared one, or a tenant that is there. */
  know(authority: string): boolean {
    return isShared(authority) || this.byAuthority(authority) !== undefined;
  }
}
