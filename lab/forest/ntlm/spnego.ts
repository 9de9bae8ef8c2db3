import { BerReader } from '../../ldap/ber-reader.ts';
import { LdapProtocolError } from '../../ldap/errors.ts';

/** Object identifiers, encoded. */
const SPNEGO = Buffer.from('2b0601050502', 'hex');
const NTLM = Buffer.from('2b06010401823702020a', 'hex');

/** Tags of RFC 4178, section 4.2. */
const Tag = {
  sequence: 0x30,
  oid: 0x06,
  octetString: 0x04,
  enumerated: 0x0a,
  generalString: 0x1b,
  initial: 0x60,
  negTokenInit: 0xa0,
  negTokenResp: 0xa1,
} as const;

const field = (number: number): number => 0xa0 + number;

/** What a client sends: mechanisms it offers, and a token of the one it likes best. */
export interface NegotiationToken {
  /** The offered mechanisms as they were encoded, over which their MIC is made; in the first token alone. */
  readonly mechTypes?: Buffer;
  /** Whether NTLM is the first of them: only then is the token for it. */
  readonly prefersNtlm: boolean;
  readonly offersNtlm: boolean;
  readonly token: Buffer | undefined;
  readonly mechListMic: Buffer | undefined;
}

/** Undefined for what is no token of SPNEGO. */
export function readNegotiation(bytes: Buffer): NegotiationToken | undefined {
  try {
    return bytes[0] === Tag.initial ? readInitial(bytes) : readResponse(bytes);
  } catch (error) {
    if (error instanceof LdapProtocolError) return undefined;
    throw error;
  }
}

function readInitial(bytes: Buffer): NegotiationToken | undefined {
  const reader = new BerReader(bytes);
  reader.open('token', Tag.initial);
  if (!reader.bytes('mechanism', Tag.oid).equals(SPNEGO)) return undefined;
  reader.open('NegTokenInit', Tag.negTokenInit);
  reader.open('NegTokenInit');
  const mechTypes = reader.bytes('mechTypes', field(0));
  reader.optionalBytes('reqFlags', field(1));
  const offered = readMechanisms(mechTypes);
  return {
    mechTypes,
    prefersNtlm: offered[0]?.equals(NTLM) === true,
    offersNtlm: offered.some((each) => each.equals(NTLM)),
    token: readOctets(reader, field(2)),
    mechListMic: readOctets(reader, field(3)),
  };
}

function readMechanisms(mechTypes: Buffer): Buffer[] {
  const reader = new BerReader(mechTypes);
  reader.open('mechanisms');
  const found: Buffer[] = [];
  while (!reader.done) found.push(reader.bytes('mechanism', Tag.oid));
  return found;
}

function readResponse(bytes: Buffer): NegotiationToken {
  const reader = new BerReader(bytes);
  reader.open('NegTokenResp', Tag.negTokenResp);
  reader.open('NegTokenResp');
  reader.optionalBytes('negState', field(0));
  reader.optionalBytes('supportedMech', field(1));
  const [token, mechListMic] = [readOctets(reader, field(2)), readOctets(reader, field(3))];
  return { prefersNtlm: true, offersNtlm: true, token, mechListMic };
}

function readOctets(reader: BerReader, tag: number): Buffer | undefined {
  const content = reader.optionalBytes('field', tag);
  return content === undefined ? undefined : new BerReader(content).bytes('octets', Tag.octetString);
}

/** NegState of RFC 4178: all done, go on, refused. */
export type NegotiationState = 'completed' | 'incomplete' | 'rejected';

const STATE: Readonly<Record<NegotiationState, number>> = { completed: 0, incomplete: 1, rejected: 2 };

export interface NegotiationAnswer {
  readonly state: NegotiationState;
  /** Says that NTLM was chosen: once. */
  readonly chosen?: boolean;
  readonly token?: Buffer | undefined;
  readonly mechListMic?: Buffer | undefined;
}

export function writeNegotiation({ state, chosen, token, mechListMic }: NegotiationAnswer): Buffer {
  const fields = [
    der(field(0), der(Tag.enumerated, Buffer.from([STATE[state]]))),
    ...(chosen === true ? [der(field(1), der(Tag.oid, NTLM))] : []),
    ...(token === undefined ? [] : [der(field(2), der(Tag.octetString, token))]),
    ...(mechListMic === undefined ? [] : [der(field(3), der(Tag.octetString, mechListMic))]),
  ];
  return der(Tag.negTokenResp, der(Tag.sequence, ...fields));
}

/** What a server offers to whoever asks without a token ([MS-SPNG] 2.2.1, NegTokenInit2). */
export function negotiationHint(): Buffer {
  const name = der(Tag.generalString, Buffer.from('not_defined_in_RFC4178@please_ignore', 'latin1'));
  const mechanisms = der(field(0), der(Tag.sequence, der(Tag.oid, NTLM)));
  const hints = der(field(3), der(Tag.sequence, der(field(0), name)));
  const init = der(Tag.negTokenInit, der(Tag.sequence, mechanisms, hints));
  return der(Tag.initial, der(Tag.oid, SPNEGO), init);
}

/** An element with a length in as few bytes as it needs. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), body]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
