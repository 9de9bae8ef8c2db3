import { hash32, type Chance } from '../chance/chance.ts';
import type { HistorySink } from '../history/history.ts';
import type { Json } from '../history/event.ts';
import { PeerUnavailableError, type Outbound } from './call.ts';
import { askCloud, lookUpRoute } from './cloud.ts';
import type { ExchangeConfig } from './config.ts';
import { domainOf, type Credentials } from './core/basic.ts';
import { CredentialCache } from './core/credential-cache.ts';
import { RouteCache, type Route } from './core/route-cache.ts';
import type { Verdict } from './core/verdict.ts';
import { askFarm } from './federation.ts';

/** One request of a device, its credentials read. */
export interface Attempt {
  readonly credentials: Credentials;
  readonly deviceId: string;
  readonly correlationId: string;
  readonly clientIp: string;
  readonly userAgent: string;
}

export interface FrontEndParts {
  readonly config: ExchangeConfig;
  readonly out: Outbound;
  readonly history: HistorySink;
  readonly chance: Chance;
}

type Facts = Readonly<Record<string, Json>>;

/** Checks Basic credentials of ActiveSync devices: the steps in order are `authenticate`. */
export class FrontEnd {
  readonly credentials: CredentialCache;
  readonly routes: RouteCache;
  readonly nodes: readonly string[];
  readonly #parts: FrontEndParts;

  constructor(parts: FrontEndParts) {
    const now = (): number => parts.out.clock.now();
    this.#parts = parts;
    this.credentials = new CredentialCache(now, parts.config.credentialCache);
    this.routes = new RouteCache(now, parts.config.routeCache);
    this.nodes = Array.from({ length: parts.config.nodes }, (_, index) => `EXO${index + 1}`);
  }

  async authenticate(attempt: Attempt): Promise<Verdict> {
    const node = this.#nodeFor(attempt.deviceId);
    this.#note('eas.received', attempt, { upn: attempt.credentials.upn, deviceId: attempt.deviceId, node });
    try {
      if (this.#isCached(attempt)) return { kind: 'accepted' };
      const route = await this.#routeFor(node, attempt);
      if (route === undefined) return { kind: 'refused', reason: 'no such domain in the cloud' };
      const verdict = await this.#ask(route, node, attempt);
      if (verdict.kind === 'accepted') this.credentials.remember(attempt.credentials);
      return verdict;
    } catch (error) {
      if (!(error instanceof PeerUnavailableError)) throw error;
      return { kind: 'unavailable', reason: `no usable answer from ${error.peer}`, detail: error.message };
    }
  }

  /** Notes what was answered to a request that `authenticate` judged. */
  answered(attempt: Attempt, status: number, verdict: Verdict): void {
    const data = { status, ...(verdict.kind === 'accepted' ? {} : { reason: verdict.reason }) };
    const detail = verdict.kind === 'unavailable' ? verdict.detail : undefined;
    this.#note('eas.answered', attempt, data, detail === undefined ? undefined : { detail });
  }

  #note(kind: string, { correlationId }: Attempt, data: Facts, volatile?: Facts): void {
    const entry = { component: 'exchange', kind, correlationId, data };
    this.#parts.history.append(volatile === undefined ? entry : { ...entry, volatile });
  }

  #nodeFor(deviceId: string): string {
    return this.nodes[hash32('front end', deviceId) % this.nodes.length] ?? 'EXO1';
  }

  #isCached(attempt: Attempt): boolean {
    const hit = this.credentials.has(attempt.credentials);
    this.#note(hit ? 'credentialCache.hit' : 'credentialCache.missed', attempt, {
      upn: attempt.credentials.upn,
    });
    return hit;
  }

  async #routeFor(node: string, attempt: Attempt): Promise<Route | undefined> {
    const { upn } = attempt.credentials;
    const domain = domainOf(upn);
    const known = this.routes.find(node, domain);
    const route = known ?? (await lookUpRoute(this.#parts.out, upn, attempt.correlationId));
    const authentication = route?.authentication ?? 'unknown';
    this.#note(known === undefined ? 'routeCache.missed' : 'routeCache.hit', attempt, {
      node,
      domain,
      authentication,
    });
    if (known === undefined && route !== undefined) this.routes.learn(node, domain, route);
    return route;
  }

  #ask(route: Route, node: string, attempt: Attempt): Promise<Verdict> {
    const { credentials, correlationId } = attempt;
    if (route.authentication === 'managed') return askCloud(this.#parts.out, credentials, correlationId);
    const forwarded = { ...attempt, node, messageId: this.#parts.chance.uuid() };
    return askFarm(this.#parts.out, route.activeSignInUri, credentials, forwarded);
  }
}
