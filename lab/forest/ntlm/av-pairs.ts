import { filetime } from '../core/filetime.ts';

/** AV_PAIR ids ([MS-NLMP] 2.2.2.1). */
const Av = {
  end: 0,
  netbiosComputer: 1,
  netbiosDomain: 2,
  dnsComputer: 3,
  dnsDomain: 4,
  dnsTree: 5,
  flags: 6,
  timestamp: 7,
};

/** The client has put a MIC into its AUTHENTICATE message. */
const MIC_PRESENT = 0x2;

/** What a server says of itself. */
export interface TargetInfo {
  readonly netbiosComputer: string;
  readonly netbiosDomain: string;
  readonly dnsComputer: string;
  readonly dnsDomain: string;
  readonly dnsTree: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function writeTargetInfo(info: TargetInfo): Buffer {
  const text = (id: number, value: string): Buffer => pair(id, Buffer.from(value, 'utf16le'));
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(BigInt(filetime(info.now)));
  return Buffer.concat([
    text(Av.netbiosDomain, info.netbiosDomain),
    text(Av.netbiosComputer, info.netbiosComputer),
    text(Av.dnsDomain, info.dnsDomain),
    text(Av.dnsComputer, info.dnsComputer),
    text(Av.dnsTree, info.dnsTree),
    pair(Av.timestamp, time),
    pair(Av.end, Buffer.alloc(0)),
  ]);
}

function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** Whether the pairs that a client has hashed say that its message bears a MIC; false for pairs that cannot be read. */
export function promisesMic(pairs: Buffer): boolean {
  for (let at = 0; at + 4 <= pairs.length;) {
    const [id, length] = [pairs.readUInt16LE(at), pairs.readUInt16LE(at + 2)];
    if (id === Av.end || at + 4 + length > pairs.length) return false;
    if (id === Av.flags && length === 4) return (pairs.readUInt32LE(at + 4) & MIC_PRESENT) !== 0;
    at += 4 + length;
  }
  return false;
}
