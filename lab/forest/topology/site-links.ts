import { childSeedling, type Seedling } from '../domain/seedling.ts';
import type { Site } from './sites.ts';

/** Minutes between two replications, and the cost, as a forest is born with them ([MS-ADTS] 6.1.1.2.2.3). */
const BORN_WITH = { cost: ['100'], replinterval: ['180'], options: ['0'] } as const;

/** Transports between sites, and the one link of all sites that a forest is born with. */
export function siteLinkSeedlings(sites: Seedling, all: readonly Site[], configuration: string): Seedling[] {
  const own = childSeedling(
    sites,
    'Inter-Site Transports',
    'interSiteTransportContainer',
    'Inter-Site-Transport-Container',
  );
  const ip = transport(own, 'IP', 'ismip.dll');
  const link = childSeedling(ip, 'DEFAULTIPSITELINK', 'siteLink', 'Site-Link', {
    ...BORN_WITH,
    sitelist: all.map(({ name }) => `CN=${name},CN=Sites,${configuration}`),
  });
  return [own, ip, link, transport(own, 'SMTP', 'ismsmtp.dll')];
}

function transport(parent: Seedling, name: string, library: string): Seedling {
  return childSeedling(parent, name, 'interSiteTransport', 'Inter-Site-Transport', {
    transportdllname: [library],
    transportaddressattribute: [name === 'IP' ? 'dNSHostName' : 'mailAddress'],
  });
}
