import type { App } from './app.ts';
import { AppExistsError } from './errors.ts';
import { FIRST_PARTY } from './first-party.ts';

const MOST = 10_000;

/** The applications of a cloud: the vendor's own, and those that tenants registered. */
export class Apps {
  readonly #byId = new Map<string, App>(FIRST_PARTY);
  readonly #byIdentifier = new Map<string, App>();
  /** How often the set has changed; whatever is derived from it is good for one value. */
  revision = 0;

  /** Throws AppExistsError when its id or one of its identifiers is taken. */
  add(app: App): void {
    if (this.#byId.size >= MOST) throw new AppExistsError(app.name, `there are ${MOST} already`);
    if (this.#byId.has(app.appId)) throw new AppExistsError(app.name, `${app.appId} is another's id`);
    const taken = app.identifierUris.find((uri) => this.#byIdentifier.has(uri));
    if (taken !== undefined) throw new AppExistsError(app.name, `${taken} is another's identifier`);
    this.#byId.set(app.appId, app);
    for (const uri of app.identifierUris) this.#byIdentifier.set(uri, app);
    this.revision++;
  }

  /** An application by its client id, whoever registered it. */
  byId(appId: string): App | undefined {
    return this.#byId.get(appId.toLowerCase());
  }

  /** An API by its identifier: `api://…`, or its client id. */
  byIdentifier(identifier: string): App | undefined {
    return this.#byIdentifier.get(identifier) ?? this.byId(identifier.replace(/^api:\/\//, ''));
  }

  all(): Iterable<App> {
    return this.#byId.values();
  }
}

/** Whether a tenant knows an application: its own, one that is for all tenants, or the vendor's. */
export function isKnownIn(app: App, tenantId: string): boolean {
  return app.tenantId === undefined || app.tenantId === tenantId || app.multiTenant;
}
