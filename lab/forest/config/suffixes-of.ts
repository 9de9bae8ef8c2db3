import { domainsOf, type DomainConfig, type Placed } from './domains-of.ts';
import type { SingleForestConfig } from './forest.ts';

/** What may stand behind the @ of a UPN in a forest, in lower case: its domains' names, and what was added. */
export function suffixesOf(forest: Placed<SingleForestConfig>): string[] {
  const domains = domainsOf(forest).map(({ config: { domain } }) => domain);
  return [...new Set([...domains, ...forest.config.upnSuffixes].map((suffix) => suffix.toLowerCase()))];
}

/** `contoso.com` of `ada@contoso.com`, in lower case. */
export function suffixOf(upn: string): string {
  return upn.slice(upn.lastIndexOf('@') + 1).toLowerCase();
}

/** The suffix of a domain's invented people: the forest's first added one in its first domain, else the domain's name. */
export function crowdSuffixOf(domain: DomainConfig, forest: SingleForestConfig): string {
  const usual = domain.domain === forest.domain ? forest.upnSuffixes[0] : undefined;
  return (domain.users.upnSuffix ?? usual ?? domain.domain).toLowerCase();
}
