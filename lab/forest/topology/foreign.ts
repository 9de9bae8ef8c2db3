import { resolveName } from '../logon/resolve-name.ts';
import type { Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import type { Estate } from './estate.ts';
import type { Forest } from './forest.ts';
import { locate } from './locator.ts';
import { groupSidsOf } from './membership.ts';
import { routeName } from './name-routing.ts';
import type { TrustRefusal } from './trust-refusals.ts';
import { covers, passageRefusal, selectiveRefusal } from './trusts.ts';

/** An account of another forest, and who judges it. */
export interface ForeignAccount {
  readonly forest: Forest;
  readonly domain: Domain;
  /** The domain controller of its own domain that is asked. */
  readonly dc: string;
  readonly account: Account;
  /** Why the account may not log on here though its domain accepted the password; undefined when it may. */
  readonly admits: () => TrustRefusal | undefined;
}

export type Foreign = ForeignAccount | { readonly refused: TrustRefusal };

/** Undefined when no trust leads from here to whoever bears the name: then nobody does. */
export type ForeignResolver = (name: string, workstation: string) => Foreign | undefined;

/** Where a logon was asked for. */
export interface Asked {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
}

/** Follows a name that the asked forest does not know through its trusts, as its domain controllers do. */
export function createForeignResolver(estate: Estate, asked: Asked): ForeignResolver {
  const outgoing = estate.trusts.filter(({ trusting }) => trusting === asked.forest);
  if (outgoing.length === 0) return () => undefined;
  return (name, workstation) => {
    const trimmed = name.trim();
    const route = routeName(asked.forest, outgoing, trimmed);
    if (route.to !== 'forest') return undefined;
    const { trust } = route;
    const gate = route.domain ?? trust.trusted.root;
    if (!covers(trust, asked.domain, gate)) return undefined;
    const refused = refusalOnTheWay(estate, asked, gate, trust);
    if (refused !== undefined) return { refused };
    const named = resolveName(
      trust.trusted,
      gate,
      answering(estate, asked, trust.trusted, gate) ?? '',
      trimmed,
    );
    if (named === undefined || !covers(trust, asked.domain, named.domain)) return undefined;
    const dc = answering(estate, asked, trust.trusted, named.domain);
    if (dc === undefined) return { refused: '51f' };
    const { account, domain } = named;
    const admits = (): TrustRefusal | undefined =>
      selectiveRefusal(trust, workstation, [
        account.sid,
        ...groupSidsOf(trust.trusted, domain, dc, account.object),
      ]);
    return { forest: trust.trusted, domain, dc, account, admits };
  };
}

function refusalOnTheWay(
  estate: Estate,
  asked: Asked,
  gate: Domain,
  trust: Parameters<typeof covers>[0],
): TrustRefusal | undefined {
  const dc = answering(estate, asked, trust.trusted, gate);
  const skewOf = (name: string | undefined): number => estate.controller(name ?? '')?.state.skewMs ?? 0;
  return passageRefusal({ trust, answering: dc, skews: [skewOf(asked.dc), skewOf(dc)] });
}

/** The domain controller of another forest's domain that the asked one would find. */
function answering(estate: Estate, { dc }: Asked, forest: Forest, domain: Domain): string | undefined {
  const site = estate.controller(dc)?.state.site ?? '';
  const state = { map: estate.mapOf(forest), answers: (to: string) => estate.reaches(dc, to) };
  return locate({ forest, domain, site, needs: 'dc' }, state)[0]?.name;
}
