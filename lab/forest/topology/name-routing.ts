import type { Domain } from '../domain/domain.ts';
import type { Forest } from './forest.ts';
import type { Trust } from './trusts.ts';

/** Where the name in a logon leads. */
export type Route =
  | { readonly to: 'own' }
  | { readonly to: 'forest'; readonly trust: Trust; /** Of a name that says it. */ readonly domain?: Domain }
  | {
      readonly to: 'none';
      /** A name without a part that could be routed, or one that no trust knows, or one switched off. */
      readonly because: 'unroutable' | 'noTrust' | 'disabled';
    };

/**
 * Name-suffix routing ([MS-ADTS] 6.1.6.9.3, "How Domain and Forest Trusts Work"): `NETBIOS\sam` and `sam@NETBIOS` by the
 * domains that a trust makes known, anything else behind an @ by the suffixes that are routed, the longest first. Trusts
 * are not followed further than to the forest that they are with.
 */
export function routeName(forest: Forest, trusts: readonly Trust[], name: string): Route {
  const label = labelOf(name);
  if (label === undefined) return { to: 'none', because: 'unroutable' };
  const outgoing = trusts.filter(({ trusting }) => trusting === forest);
  if (forest.domainByNetbios(label) !== undefined) return { to: 'own' };
  const byNetbios = netbiosRoute(outgoing, label);
  if (byNetbios !== undefined) return byNetbios;
  if (name.includes('\\')) return { to: 'none', because: 'noTrust' };
  return suffixRoute(forest, outgoing, label.toLowerCase());
}

/** The part of a name that says where it is from: before a backslash, or behind the last @. */
function labelOf(name: string): string | undefined {
  const [, flat] = /^([^\\]+)\\[^\\]+$/.exec(name) ?? [];
  if (flat !== undefined) return flat;
  const at = name.lastIndexOf('@');
  return at > 0 && at < name.length - 1 ? name.slice(at + 1) : undefined;
}

function netbiosRoute(outgoing: readonly Trust[], label: string): Route | undefined {
  for (const trust of outgoing) {
    const domain = trust.trusted.domainByNetbios(label);
    if (domain !== undefined && (trust.transitive || domain === trust.trusted.root))
      return { to: 'forest', trust, domain };
  }
  return undefined;
}

function suffixRoute(forest: Forest, outgoing: readonly Trust[], suffix: string): Route {
  const own = [
    ...forest.domains.map(({ names }) => names.dns),
    ...forest.upnSuffixes.map((each) => each.toLowerCase()),
  ];
  const routes = outgoing.flatMap((trust) => namesOf(trust).map((name) => ({ name, trust })));
  const candidates = [...own.map((name) => ({ name, trust: undefined })), ...routes]
    .filter(
      ({ name, trust }) => suffix === name || (trust?.transitive !== false && suffix.endsWith(`.${name}`)),
    )
    .toSorted((one, other) => other.name.length - one.name.length);
  const [best] = candidates;
  if (best === undefined)
    return { to: 'none', because: isDisabled(outgoing, suffix) ? 'disabled' : 'noTrust' };
  if (best.trust === undefined) return { to: 'own' };
  if (best.trust.disabledSuffixes.includes(suffix)) return { to: 'none', because: 'disabled' };
  return routeTo(best.trust, suffix);
}

/** An external trust makes its one domain known, and no UPN suffix. */
function namesOf(trust: Trust): readonly string[] {
  return trust.transitive ? trust.routedSuffixes : [trust.trusted.root.names.dns];
}

function isDisabled(outgoing: readonly Trust[], suffix: string): boolean {
  return outgoing.some(({ disabledSuffixes }) => disabledSuffixes.includes(suffix));
}

function routeTo(trust: Trust, suffix: string): Route {
  const domain = trust.trusted.domainByDns(suffix);
  return { to: 'forest', trust, ...(domain === undefined ? {} : { domain }) };
}
