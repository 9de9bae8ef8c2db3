import { z } from 'zod';
import type * as Graph from '@microsoft/microsoft-graph-types';
import { uuidFrom } from '../../../chance/chance.ts';
import { convertDomain } from '../../core/convert-domain.ts';
import type { Domain } from '../../core/domain.ts';
import { UnknownNameError } from '../../core/errors.ts';
import { federationSettings, type FederationSettings } from '../../core/federation-settings.ts';
import { answer, body, CHANGERS, parameter, READERS, type GraphCall, type GraphService } from '../route.ts';

const PATH = '/domains/:domain/federationConfiguration';
const created = z.preprocess(withoutAnnotations, federationSettings);
const patched = z.preprocess(withoutAnnotations, federationSettings.partial());

/** What clients send of a resource that they have read: its type and id are the service's to say. */
function withoutAnnotations(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !name.startsWith('@odata.') && name !== 'id'),
  );
}

/**
 * `federationConfiguration` of a domain. Creating one federates the domain and deleting it makes it managed again, as the
 * cmdlets that replaced the older conversions do (documented: domain-post-federationconfiguration, migration page).
 */
export function federationConfigurationRoutes(graph: GraphService): void {
  answer(graph, 'GET', PATH, READERS, (call) => {
    const { federation, name } = domainOf(call);
    return { value: federation === undefined ? [] : [federationShape(name, federation)] };
  });
  answer(graph, 'GET', `${PATH}/:id`, READERS, (call) => {
    const { name, federation } = configured(call);
    return federationShape(name, federation);
  });
  answer(graph, 'POST', PATH, CHANGERS, (call) => {
    const settings = body(call, created);
    const { name } = domainOf(call);
    change(call, name, settings);
    convertDomain(call.office, name, 'federated');
    return call.reply.code(201).send(federationShape(name, settings));
  });
  answer(graph, 'PATCH', `${PATH}/:id`, CHANGERS, (call) => {
    const changes = body(call, patched);
    const { name, federation } = configured(call);
    const said = new Set(Object.keys(z.record(z.string(), z.unknown()).parse(call.request.body)));
    const settings = Object.fromEntries(Object.entries(changes).filter(([key]) => said.has(key)));
    change(call, name, { ...federation, ...settings });
    return call.reply.code(204).send();
  });
  answer(graph, 'DELETE', `${PATH}/:id`, CHANGERS, (call) => {
    const { name } = configured(call);
    convertDomain(call.office, name, 'managed');
    call.office.tenant.domains.removeFederation(name);
    return call.reply.code(204).send();
  });
}

function change({ office }: GraphCall, domain: string, settings: FederationSettings): void {
  office.tenant.domains.setFederation(domain, settings);
  const data = { domain, issuer: settings.issuerUri };
  office.history.append({ component: 'cloud', kind: 'federation.configured', data });
}

function domainOf(call: GraphCall): Domain {
  return call.office.tenant.domains.get(parameter(call, 'domain'));
}

/** Throws UnknownNameError. */
function configured(call: GraphCall): { readonly name: string; readonly federation: FederationSettings } {
  const { name, federation } = domainOf(call);
  const id = parameter(call, 'id');
  if (federation === undefined || id.toLowerCase() !== idOf(name))
    throw new UnknownNameError('federation configuration', id, federation === undefined ? [] : [idOf(name)]);
  return { name, federation };
}

function idOf(domain: string): string {
  return uuidFrom(domain, 'federation configuration');
}

function federationShape(domain: string, federation: FederationSettings) {
  return {
    '@odata.type': '#microsoft.graph.internalDomainFederation',
    id: idOf(domain),
    displayName: federation.displayName ?? domain,
    issuerUri: federation.issuerUri,
    metadataExchangeUri: federation.metadataExchangeUri ?? null,
    signingCertificate: federation.signingCertificate,
    nextSigningCertificate: federation.nextSigningCertificate ?? null,
    passiveSignInUri: federation.passiveSignInUri,
    activeSignInUri: federation.activeSignInUri,
    signOutUri: federation.signOutUri ?? null,
    preferredAuthenticationProtocol: federation.preferredAuthenticationProtocol,
    promptLoginBehavior: federation.promptLoginBehavior,
    federatedIdpMfaBehavior: federation.federatedIdpMfaBehavior,
    isSignedAuthenticationRequestRequired: federation.isSignedAuthenticationRequestRequired,
    signingCertificateUpdateStatus: null,
    passwordResetUri: null,
  } satisfies Graph.InternalDomainFederation & { '@odata.type': string };
}
