import type { RefusalReason } from '../errors.ts';
import { joined, markup, type Markup } from '../markup.ts';
import { Ns } from '../../ws-trust/namespaces.ts';
import { envelope } from './response.ts';

interface Fault {
  readonly code: 'Sender' | 'Receiver';
  readonly subcode: string;
  readonly text: string;
}

const INVALID: Fault = {
  code: 'Sender',
  subcode: 'InvalidRequest',
  text: 'ID3035: The request was not valid or is malformed.',
};

/** What callers read of each refusal; all are HTTP 500 (SOAP 1.2 part 2 section 7.5.2, as WCF does). */
const FAULTS: Readonly<Record<RefusalReason, Fault>> = {
  failedAuthentication: {
    code: 'Sender',
    subcode: 'FailedAuthentication',
    text: 'ID3242: The security token could not be authenticated or authorized.',
  },
  // The same words as for a wrong password: whoever is locked out is not told so.
  accountLocked: {
    code: 'Sender',
    subcode: 'FailedAuthentication',
    text: 'ID3242: The security token could not be authenticated or authorized.',
  },
  accessDenied: {
    code: 'Sender',
    subcode: 'RequestFailed',
    text: 'MSIS3127: The specified request failed.',
  },
  secondFactorMissing: {
    code: 'Sender',
    subcode: 'RequestFailed',
    text: 'MSIS3127: The specified request failed.',
  },
  invalidScope: {
    code: 'Sender',
    subcode: 'InvalidScope',
    text: 'ID3082: The request scope is not valid or is unsupported.',
  },
  trustDisabled: {
    code: 'Sender',
    subcode: 'InvalidScope',
    text: 'ID3082: The request scope is not valid or is unsupported.',
  },
  endpointUnknown: INVALID,
  wrongSignature: INVALID,
  replayed: INVALID,
  invalidSecurity: {
    code: 'Sender',
    subcode: 'InvalidSecurity',
    text: 'An error occurred when verifying security for the message.',
  },
  invalidRequest: INVALID,
  directoryUnavailable: {
    code: 'Receiver',
    subcode: 'InternalServiceFault',
    text: 'The server was unable to process the request due to an internal error.',
  },
};

export function faultEnvelope(reason: RefusalReason, messageId: string | undefined, now: number): Markup {
  const { code, subcode, text } = FAULTS[reason];
  const body = joined(
    markup`<s:Fault><s:Code><s:Value>s:${code}</s:Value><s:Subcode>`,
    markup`<s:Value xmlns:a="${Ns.security}">a:${subcode}</s:Value></s:Subcode></s:Code>`,
    markup`<s:Reason><s:Text xml:lang="en-US">${text}</s:Text></s:Reason></s:Fault>`,
  );
  return envelope(`${Ns.addressing}/soap/fault`, messageId, now, body);
}
