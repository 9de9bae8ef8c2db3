import type { IssuanceRules } from '../config/relying-party.ts';
import type { Proof } from './relying-party.ts';

/** What the directory says of a user. */
export interface Claims {
  readonly userPrincipalName: string;
  /** Base64 of the sixteen bytes of objectGUID. */
  readonly immutableId: string;
}

/** One claim: its type as SAML 1.1 splits it, and its values. */
export interface Claim {
  readonly namespace: string;
  readonly name: string;
  readonly values: readonly string[];
}

export const PASSWORD_METHOD =
  'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password';
export const MULTIPLE_METHOD = 'http://schemas.microsoft.com/claims/multipleauthn';

/** The claims that the issuance transform rules issue, in the order of the rules. */
export function claimsBy(rules: IssuanceRules, user: Claims, proof: Proof): Claim[] {
  const { userPrincipalName, immutableId } = user;
  const methods = [PASSWORD_METHOD, ...(proof.multipleFactors ? [MULTIPLE_METHOD] : [])];
  const all: readonly [boolean, Claim][] = [
    [rules.upn, claim('http://schemas.xmlsoap.org/claims', 'UPN', userPrincipalName)],
    [
      rules.immutableId,
      claim('http://schemas.microsoft.com/LiveID/Federation/2008/05', 'ImmutableID', immutableId),
    ],
    [
      rules.insideCorporateNetwork,
      claim(
        'http://schemas.microsoft.com/ws/2012/01',
        'insidecorporatenetwork',
        String(proof.insideCorporateNetwork),
      ),
    ],
    [
      rules.authenticationMethods,
      claim('http://schemas.microsoft.com/claims', 'authnmethodsreferences', ...methods),
    ],
  ];
  return all.flatMap(([issued, made]) => (issued ? [made] : []));
}

function claim(namespace: string, name: string, ...values: readonly string[]): Claim {
  return { namespace, name, values };
}
