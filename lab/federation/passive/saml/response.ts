import { instant } from '../../core/assertion.ts';
import { SAML2 } from '../../core/saml2-assertion.ts';
import { joined, markup, type Markup } from '../../markup.ts';
import { SAML2P } from './authn-request.ts';

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status';

export interface ResponseFacts {
  readonly id: string;
  readonly issuer: string;
  readonly destination: string;
  readonly inResponseTo: string | undefined;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
}

/** A samlp:Response with its assertion (SAML 2.0 core, section 3.3.3). */
export function successResponse(facts: ResponseFacts, assertion: Markup): Markup {
  const status = markup`<samlp:Status><samlp:StatusCode Value="${STATUS}:Success"/></samlp:Status>`;
  return response(facts, status, assertion);
}

/** The answer to IsPassive where nothing but a page would help. */
export function noPassiveResponse(facts: ResponseFacts): Markup {
  const status = joined(
    markup`<samlp:Status><samlp:StatusCode Value="${STATUS}:Responder">`,
    markup`<samlp:StatusCode Value="${STATUS}:NoPassive"/></samlp:StatusCode></samlp:Status>`,
  );
  return response(facts, status, markup``);
}

function response(facts: ResponseFacts, status: Markup, assertion: Markup): Markup {
  const { id, issuer, destination, inResponseTo, now } = facts;
  const answered = inResponseTo === undefined ? markup`` : markup` InResponseTo="${inResponseTo}"`;
  return joined(
    markup`<samlp:Response xmlns:samlp="${SAML2P}" ID="${id}" Version="2.0" IssueInstant="${instant(now)}" `,
    markup`Destination="${destination}" Consent="urn:oasis:names:tc:SAML:2.0:consent:unspecified"${answered}>`,
    markup`<Issuer xmlns="${SAML2}">${issuer}</Issuer>${status}${assertion}</samlp:Response>`,
  );
}
