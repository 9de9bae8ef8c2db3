import type { Element } from '@xmldom/xmldom';
import type { Call } from './call.ts';
import { DeviceUnavailableError } from './errors.ts';
import type { Realm } from './login.ts';
import type { TrustVersion } from '../ws-trust/namespaces.ts';
import { elementsOf, textIn, xmlOf } from './xml.ts';

export interface TrustEndpoint {
  readonly url: string;
  readonly version: TrustVersion;
}

const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
const SOAP12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';
const POLICY = 'http://schemas.xmlsoap.org/ws/2004/09/policy';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const ACTIONS: readonly (readonly [TrustVersion, string])[] = [
  ['1.3', 'http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue'],
  ['2005', 'http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue'],
];

/**
 * Where a farm takes a user name and a password: by its metadata, WS-Trust 1.3 before 2005, else the active URL that
 * the cloud names. Throws DeviceUnavailableError when neither is known, or the farm cannot be reached.
 */
export async function findTrustEndpoint(call: Call, realm: Realm): Promise<TrustEndpoint> {
  const found =
    realm.federation_metadata_url === undefined
      ? []
      : await readMetadata(call, realm.federation_metadata_url);
  const preferred = ACTIONS.flatMap(([version]) =>
    found.filter((endpoint) => endpoint.version === version),
  )[0];
  if (preferred !== undefined) return preferred;
  const url = realm.federation_active_auth_url;
  if (url === undefined)
    throw new DeviceUnavailableError('https://login.microsoftonline.com', 'no federation endpoint');
  return { url, version: url.includes('/trust/13/') ? '1.3' : '2005' };
}

/** The `usernamemixed` endpoints of a WSDL: port → binding → policy that asks for a UsernameToken over HTTPS. */
async function readMetadata(call: Call, url: string): Promise<TrustEndpoint[]> {
  const answer = await call(url);
  if (answer.status !== 200) return [];
  const document = xmlOf(answer);
  const policies = new Set(
    elementsOf(document, POLICY, 'Policy')
      .filter(takesPassword)
      .map((one) => one.getAttributeNS(UTILITY, 'Id')),
  );
  const versions = new Map<string, TrustVersion>();
  for (const binding of elementsOf(document, WSDL, 'binding')) {
    const reference = elementsOf(binding, POLICY, 'PolicyReference')[0]?.getAttribute('URI') ?? '';
    const action = elementsOf(binding, SOAP12, 'operation')[0]?.getAttribute('soapAction');
    const version = ACTIONS.find(([, known]) => known === action)?.[0];
    if (version !== undefined && policies.has(reference.slice(1)))
      versions.set(binding.getAttribute('name') ?? '', version);
  }
  return elementsOf(document, WSDL, 'port').flatMap((port) => {
    const version = versions.get(port.getAttribute('binding')?.split(':').at(-1) ?? '');
    const address = textIn(port, ADDRESSING, 'Address');
    return version === undefined || !address.startsWith('https://') ? [] : [{ url: address, version }];
  });
}

function takesPassword(policy: Element): boolean {
  return [...policy.getElementsByTagNameNS('*', 'WssUsernameToken10')].length > 0;
}
