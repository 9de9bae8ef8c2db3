import type { Service } from '../links/service.ts';

/** One name and port of the real service, and the part of the simulated cloud that answers there. */
export interface HostEntry {
  readonly name: string;
  readonly port: number;
  readonly service: Service;
}

export interface CloudServices {
  readonly login: Service;
  readonly graph: Service;
  readonly provisioning: Service;
  readonly revocation: Service;
  readonly registration: Service;
  readonly bootstrap: Service;
  readonly status: Service;
  readonly queue: Service;
  readonly answers: Service;
}

/** Names on the certificate of the services that users and administrators call. */
export const CERTIFIED_NAMES = [
  'login.microsoftonline.com',
  'login.windows.net',
  'autologon.microsoftazuread-sso.com',
  'graph.microsoft.com',
  'adminwebservice.microsoftonline.com',
] as const;

/** Hosts for certificate validation on port 80 (deployment guide, step 1). */
const REVOCATION_NAMES = [
  'crl3.digicert.com',
  'crl4.digicert.com',
  'ocsp.digicert.com',
  'www.d-trust.net',
  'root-c3-ca2-2009.ocsp.d-trust.net',
  'crl.microsoft.com',
  'oneocsp.microsoft.com',
  'ocsp.msocsp.com',
] as const;

/** Every name the cloud answers to; the agents' ports are those of the pass-through quick start. */
export function cloudHosts(tenantId: string, services: CloudServices): readonly HostEntry[] {
  const bootstrap = `${tenantId}.pta.bootstrap.his.msappproxy.net`;
  return [
    ...['login.microsoftonline.com', 'login.windows.net', 'autologon.microsoftazuread-sso.com'].map((name) =>
      on443(name, services.login),
    ),
    on443('graph.microsoft.com', services.graph),
    on443('adminwebservice.microsoftonline.com', services.provisioning),
    on443(`${tenantId}.registration.msappproxy.net`, services.registration),
    on443(bootstrap, services.bootstrap),
    { name: bootstrap, port: 8080, service: services.status },
    on443('lab1.servicebus.windows.net', services.queue),
    on443('lab1.connector.his.msappproxy.net', services.answers),
    ...REVOCATION_NAMES.map((name) => ({ name, port: 80, service: services.revocation })),
  ];
}

function on443(name: string, service: Service): HostEntry {
  return { name, port: 443, service };
}
