import { joined, markup, type Markup } from '../markup.ts';
import { instant, type AssertionFacts } from './assertion.ts';

export const SAML2 = 'urn:oasis:names:tc:SAML:2.0:assertion';

export interface Saml2Facts extends AssertionFacts {
  /** The endpoint that may take it. */
  readonly recipient: string;
  /** The request it answers; undefined when nobody asked. */
  readonly inResponseTo: string | undefined;
  readonly multipleFactors: boolean;
}

/** A SAML 2.0 bearer assertion for the browser profile, without its signature (SAML 2.0 profiles, section 4.1.4.2). */
export function saml2AssertionOf(facts: Saml2Facts): Markup {
  const { id, issuer, audience, claims, now, lifetimeMs } = facts;
  const [issued, ends] = [instant(now), instant(now + lifetimeMs)];
  return joined(
    markup`<Assertion xmlns="${SAML2}" ID="${id}" IssueInstant="${issued}" Version="2.0"><Issuer>${issuer}</Issuer>`,
    subject(facts),
    markup`<Conditions NotBefore="${issued}" NotOnOrAfter="${ends}"><AudienceRestriction>`,
    markup`<Audience>${audience}</Audience></AudienceRestriction></Conditions>`,
    claims.length === 0
      ? markup``
      : joined(
          markup`<AttributeStatement>`,
          ...claims.map(({ namespace, name, values }) =>
            joined(
              markup`<Attribute Name="${nameOf(namespace, name)}">`,
              ...values.map((value) => markup`<AttributeValue>${value}</AttributeValue>`),
              markup`</Attribute>`,
            ),
          ),
          markup`</AttributeStatement>`,
        ),
    authentication(facts),
    markup`</Assertion>`,
  );
}

/** The tenant reads the user's name from `IDPEmail` where a domain federates by SAML. */
function nameOf(namespace: string, name: string): string {
  return name === 'UPN' ? 'IDPEmail' : `${namespace}/${name}`;
}

function subject({ subject: name, now, lifetimeMs, recipient, inResponseTo }: Saml2Facts): Markup {
  const answered = inResponseTo === undefined ? markup`` : markup` InResponseTo="${inResponseTo}"`;
  const identifier =
    name === undefined
      ? markup``
      : markup`<NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${name}</NameID>`;
  return joined(
    markup`<Subject>${identifier}<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">`,
    markup`<SubjectConfirmationData${answered} NotOnOrAfter="${instant(now + Math.min(lifetimeMs, 300_000))}" `,
    markup`Recipient="${recipient}"/></SubjectConfirmation></Subject>`,
  );
}

function authentication({ id, authenticatedAt, multipleFactors }: Saml2Facts): Markup {
  const context = multipleFactors
    ? 'http://schemas.microsoft.com/claims/multipleauthn'
    : 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
  return joined(
    markup`<AuthnStatement AuthnInstant="${instant(authenticatedAt)}" SessionIndex="${id}"><AuthnContext>`,
    markup`<AuthnContextClassRef>${context}</AuthnContextClassRef></AuthnContext></AuthnStatement>`,
  );
}
