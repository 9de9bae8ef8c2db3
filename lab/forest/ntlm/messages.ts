import { challengeFlags } from './flags.ts';
import { writeTargetInfo, type TargetInfo } from './av-pairs.ts';

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
const MIC_AT = 72;
const MIC_LENGTH = 16;
/** Windows Server 2022, build 20348, NTLM revision 15 ([MS-NLMP] 2.2.2.10). */
const VERSION = Buffer.from([10, 0, 0x7c, 0x4f, 0, 0, 0, 15]);

/** What a client says in its last message ([MS-NLMP] 2.2.1.3). */
export interface Authenticate {
  readonly flags: number;
  readonly domain: string;
  readonly user: string;
  readonly workstation: string;
  readonly ntResponse: Buffer;
  readonly encryptedSessionKey: Buffer;
  readonly mic: Buffer;
  /** The message with the MIC zeroed, over which the MIC is made. */
  readonly withoutMic: Buffer;
}

export function isNtlm(bytes: Buffer): boolean {
  return bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE);
}

/** The flags of a NEGOTIATE message ([MS-NLMP] 2.2.1.1); undefined when it is none. */
export function readNegotiate(bytes: Buffer): number | undefined {
  if (!isNtlm(bytes) || bytes.length < 16 || bytes.readUInt32LE(8) !== 1) return undefined;
  return bytes.readUInt32LE(12);
}

/** A CHALLENGE message ([MS-NLMP] 2.2.1.2). */
export function writeChallenge(asked: number, challenge: Buffer, info: TargetInfo): Buffer {
  const [name, target] = [Buffer.from(info.netbiosDomain, 'utf16le'), writeTargetInfo(info)];
  const head = Buffer.alloc(56);
  SIGNATURE.copy(head);
  head.writeUInt32LE(2, 8);
  writeField(head, 12, name.length, head.length);
  head.writeUInt32LE(challengeFlags(asked), 20);
  challenge.copy(head, 24);
  writeField(head, 40, target.length, head.length + name.length);
  VERSION.copy(head, 48);
  return Buffer.concat([head, name, target]);
}

function writeField(head: Buffer, at: number, length: number, offset: number): void {
  head.writeUInt16LE(length, at);
  head.writeUInt16LE(length, at + 2);
  head.writeUInt32LE(offset, at + 4);
}

/** An AUTHENTICATE message; undefined when it is none, or points outside of itself. */
export function readAuthenticate(bytes: Buffer): Authenticate | undefined {
  if (!isNtlm(bytes) || bytes.length < 64 || bytes.readUInt32LE(8) !== 3) return undefined;
  const fields = [20, 28, 36, 44, 52].map((at) => readField(bytes, at));
  const [ntResponse, domain, user, workstation, encryptedSessionKey] = fields;
  if (!ntResponse || !domain || !user || !workstation || !encryptedSessionKey) return undefined;
  const withoutMic = Buffer.from(bytes);
  const mic = bytes.subarray(MIC_AT, MIC_AT + MIC_LENGTH);
  withoutMic.fill(0, MIC_AT, Math.min(MIC_AT + MIC_LENGTH, bytes.length));
  return {
    flags: bytes.readUInt32LE(60),
    domain: domain.toString('utf16le'),
    user: user.toString('utf16le'),
    workstation: workstation.toString('utf16le'),
    ntResponse,
    encryptedSessionKey,
    mic,
    withoutMic,
  };
}

function readField(bytes: Buffer, at: number): Buffer | undefined {
  const [length, offset] = [bytes.readUInt16LE(at), bytes.readUInt32LE(at + 4)];
  if (length === 0) return Buffer.alloc(0);
  return offset + length > bytes.length ? undefined : bytes.subarray(offset, offset + length);
}
