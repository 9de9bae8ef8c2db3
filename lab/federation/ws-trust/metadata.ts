import { joined, markup, type Markup } from '../markup.ts';
import { Ns, TRUST, type TrustVersion } from '../../ws-trust/namespaces.ts';
import { Path } from '../names.ts';

interface Endpoint {
  readonly name: string;
  readonly version: TrustVersion;
  readonly path: string;
  readonly securityPolicy: string;
  readonly supportingTokens: string;
  readonly httpsToken: Markup;
}

const ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'UserNameWSTrustBinding_IWSTrustFeb2005Async',
    version: '2005',
    path: Path.trust2005,
    securityPolicy: 'http://schemas.xmlsoap.org/ws/2005/07/securitypolicy',
    supportingTokens: 'SignedSupportingTokens',
    httpsToken: markup`<sp:HttpsToken RequireClientCertificate="false"><wsp:Policy/></sp:HttpsToken>`,
  },
  {
    name: 'UserNameWSTrustBinding_IWSTrust13Async',
    version: '1.3',
    path: Path.trust13,
    securityPolicy: 'http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702',
    supportingTokens: 'SignedEncryptedSupportingTokens',
    httpsToken: markup`<sp:HttpsToken><wsp:Policy/></sp:HttpsToken>`,
  },
];

/** The metadata exchange document (WSDL 1.1, WS-SecurityPolicy): where and how a user name and password are taken. */
export function metadataDocument(serviceName: string): Markup {
  return joined(
    markup`<wsdl:definitions name="SecurityTokenService" targetNamespace="http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice" `,
    markup`xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" `,
    markup`xmlns:tns="http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice" xmlns:wsu="${Ns.utility}" `,
    markup`xmlns:wsp="${Ns.policy}" xmlns:wsa10="${Ns.addressing}">`,
    ...ENDPOINTS.map(policy),
    ...ENDPOINTS.map(binding),
    markup`<wsdl:service name="SecurityTokenService">`,
    ...ENDPOINTS.map((endpoint) => port(endpoint, `https://${serviceName}${endpoint.path}`)),
    markup`</wsdl:service></wsdl:definitions>`,
  );
}

function policy({ name, securityPolicy, supportingTokens, httpsToken }: Endpoint): Markup {
  const includeToken = `${securityPolicy}/IncludeToken/AlwaysToRecipient`;
  return joined(
    markup`<wsp:Policy wsu:Id="${name}_policy"><wsp:ExactlyOne><wsp:All>`,
    markup`<sp:TransportBinding xmlns:sp="${securityPolicy}"><wsp:Policy>`,
    markup`<sp:TransportToken><wsp:Policy>${httpsToken}</wsp:Policy></sp:TransportToken>`,
    markup`<sp:AlgorithmSuite><wsp:Policy><sp:Basic256/></wsp:Policy></sp:AlgorithmSuite>`,
    markup`<sp:Layout><wsp:Policy><sp:Strict/></wsp:Policy></sp:Layout><sp:IncludeTimestamp/>`,
    markup`</wsp:Policy></sp:TransportBinding><sp:${supportingTokens} xmlns:sp="${securityPolicy}"><wsp:Policy>`,
    markup`<sp:UsernameToken sp:IncludeToken="${includeToken}"><wsp:Policy><sp:WssUsernameToken10/></wsp:Policy>`,
    markup`</sp:UsernameToken></wsp:Policy></sp:${supportingTokens}></wsp:All></wsp:ExactlyOne></wsp:Policy>`,
  );
}

function binding({ name, version }: Endpoint): Markup {
  return joined(
    markup`<wsdl:binding name="${name}" type="tns:${name}Contract"><wsp:PolicyReference URI="#${name}_policy"/>`,
    markup`<soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="TrustIssueAsync">`,
    markup`<soap12:operation soapAction="${TRUST[version]}/RST/Issue" style="document"/>`,
    markup`<wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output>`,
    markup`</wsdl:operation></wsdl:binding>`,
  );
}

function port({ name }: Endpoint, url: string): Markup {
  return joined(
    markup`<wsdl:port name="${name}" binding="tns:${name}"><soap12:address location="${url}"/>`,
    markup`<wsa10:EndpointReference><wsa10:Address>${url}</wsa10:Address></wsa10:EndpointReference></wsdl:port>`,
  );
}
