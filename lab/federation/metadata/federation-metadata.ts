import { publishedIn, type SigningSet } from '../certificates/signing-set.ts';
import { serviceIdentifier } from '../core/issuer.ts';
import { joined, markup, type Markup } from '../markup.ts';
import { SAML2P } from '../passive/saml/authn-request.ts';
import { Path } from '../names.ts';

const FED = 'http://docs.oasis-open.org/wsfed/federation/200706';
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings';

export interface MetadataFacts {
  /** The federation service name. */
  readonly name: string;
  readonly signing: SigningSet;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly id: string;
}

/** FederationMetadata.xml, signed: who the farm is, where it answers, and every certificate it signs with or will. */
export function federationMetadata(facts: MetadataFacts): Markup {
  const { name, signing, id } = facts;
  const keys = joined(
    ...publishedIn(signing, facts.now).map(({ signer }) => keyDescriptor(signer.certificate)),
  );
  const document = joined(
    markup`<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="${id}" entityID="${serviceIdentifier({ name })}">`,
    markup`<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${FED}" `,
    markup`xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/ws-sx/ws-trust/200512 http://schemas.xmlsoap.org/ws/2005/02/trust ${FED}" `,
    markup`ServiceDisplayName="${name}">${keys}`,
    passiveEndpoint(name, 'SecurityTokenServiceEndpoint', Path.trust13),
    passiveEndpoint(name, 'SecurityTokenServiceEndpoint', Path.trust2005),
    passiveEndpoint(name, 'PassiveRequestorEndpoint', `${Path.passive}/`),
    markup`</RoleDescriptor>`,
    markup`<IDPSSODescriptor protocolSupportEnumeration="${SAML2P}">${keys}`,
    ...['HTTP-Redirect', 'HTTP-POST'].map((binding) => singleSignOn(name, binding)),
    markup`</IDPSSODescriptor></EntityDescriptor>`,
  );
  return signing.primary.signer.sign(document, 'metadata');
}

function keyDescriptor(certificate: string): Markup {
  return joined(
    markup`<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>`,
    markup`<X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  );
}

function passiveEndpoint(name: string, element: string, path: string): Markup {
  return joined(
    markup`<fed:${element}><EndpointReference xmlns="http://www.w3.org/2005/08/addressing">`,
    markup`<Address>https://${name}${path}</Address></EndpointReference></fed:${element}>`,
  );
}

function singleSignOn(name: string, binding: string): Markup {
  return markup`<SingleSignOnService Binding="${BINDINGS}:${binding}" Location="https://${name}${Path.passive}/"/>`;
}
