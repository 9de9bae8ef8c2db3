import type { FederationConfig } from './config.ts';
import type { FarmConfiguration } from './configuration.ts';
import type { FederationSettings } from './control.ts';
import { issuerOf } from './core/issuer.ts';
import { Path } from './names.ts';

/** What the tenant has to know of the farm. */
export function settingsOf(
  config: FederationConfig,
  { relyingParty, signing }: FarmConfiguration,
): FederationSettings {
  const { name, domains } = config;
  const perDomain = relyingParty?.rules.issuerPerDomain;
  const next = signing.successor?.signer.certificate;
  return {
    issuerUris: Object.fromEntries(domains.map((domain) => [domain, issuerOf(config, domain, perDomain)])),
    activeSignInUri: `https://${name}${Path.trust2005}`,
    passiveSignInUri: `https://${name}${Path.passive}`,
    signOutUri: `https://${name}${Path.passive}`,
    metadataExchangeUri: `https://${name}${Path.metadata}`,
    federationMetadataUri: `https://${name}/FederationMetadata/2007-06/FederationMetadata.xml`,
    signingCertificate: signing.primary.signer.certificate,
    ...(next === undefined ? {} : { nextSigningCertificate: next }),
  };
}
