import { guidBytes } from '../core/identifiers.ts';
import type { Reading } from './source.ts';

const LOGON_SAM_LOGON_RESPONSE_EX = 23;
const NT_VERSION_5EX = 5;
const TOKEN = 0xffff;

/** DS_FLAGs of [MS-ADTS] 6.3.1.2: what this domain controller is; there is no Kerberos in the lab. */
const FLAG = {
  pdc: 0x1,
  gc: 0x4,
  ldap: 0x8,
  ds: 0x10,
  closest: 0x80,
  writable: 0x100,
  fullSecrets: 0x1000,
} as const;

/** The answer to an LDAP ping, NETLOGON_SAM_LOGON_RESPONSE_EX ([MS-ADTS] 6.3.1.9), as asked for over TCP. */
export function pingResponse({ forest, domain, dc }: Reading): Buffer {
  const state = domain.controller(dc);
  const usual = FLAG.ldap | FLAG.ds | FLAG.closest | FLAG.writable | FLAG.fullSecrets;
  const pdc = domain.pdcEmulator === dc ? FLAG.pdc : 0;
  const gc = state?.isGlobalCatalog === true ? FLAG.gc : 0;
  const head = Buffer.alloc(8);
  head.writeUInt16LE(LOGON_SAM_LOGON_RESPONSE_EX, 0);
  head.writeUInt32LE(usual | pdc | gc, 4);
  const fixed = Buffer.concat([head, guidBytes(domain.at(dc).root.id)]);
  const names = new CompressedNames(fixed.length);
  names.add(forest.root.names.dns);
  names.add(domain.names.dns);
  names.add(state?.dnsName ?? '');
  names.add(domain.names.netbios, false);
  names.add(dc.toUpperCase(), false);
  names.add('', false);
  names.add(state?.site ?? '', false);
  names.add(state?.site ?? '', false);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(NT_VERSION_5EX, 0);
  tail.writeUInt16LE(TOKEN, 4);
  tail.writeUInt16LE(TOKEN, 6);
  return Buffer.concat([fixed, names.bytes, tail]);
}

/** Names written one after the other, with pointers to labels that stand there already (RFC 1035 section 4.1.4). */
class CompressedNames {
  readonly #start: number;
  readonly #places = new Map<string, number>();
  #bytes = Buffer.alloc(0);

  constructor(start: number) {
    this.#start = start;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** @param dotted whether dots part labels; a NetBIOS or site name is one label */
  add(name: string, dotted = true): void {
    const labels = name === '' ? [] : dotted ? name.split('.') : [name];
    const parts: Buffer[] = [];
    let at = this.#start + this.#bytes.length;
    for (let nth = 0; nth < labels.length; nth++) {
      const rest = labels.slice(nth).join('.');
      const place = this.#places.get(rest);
      if (place !== undefined) {
        parts.push(Buffer.from([0xc0 | (place >> 8), place & 0xff]));
        this.#bytes = Buffer.concat([this.#bytes, ...parts]);
        return;
      }
      this.#places.set(rest, at);
      const label = Buffer.from(labels[nth] ?? '');
      parts.push(Buffer.from([label.length]), label);
      at += 1 + label.length;
    }
    this.#bytes = Buffer.concat([this.#bytes, ...parts, Buffer.from([0])]);
  }
}
