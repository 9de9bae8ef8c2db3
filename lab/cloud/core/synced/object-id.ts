import { createHash } from 'node:crypto';

const LENGTH = 16;
/** A GUID's bytes in the order of its text: the first three fields are little-endian (MS-DTYP 2.3.4.2). */
const TEXT_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Object ids that lead back to the on-premises object: its GUID under a mask of the tenant's own. */
export class ObjectIds {
  readonly #mask: Buffer;

  constructor(tenantId: string) {
    const mask = createHash('sha256').update(`object ids ${tenantId}`).digest().subarray(0, LENGTH);
    // Version and variant stay what they are.
    mask[6] = (mask[6] ?? 0) & 0x0f;
    mask[8] = (mask[8] ?? 0) & 0x3f;
    this.#mask = mask;
  }

  /** Undefined when the anchor is no GUID. */
  of(sourceAnchor: string): string | undefined {
    const guid = Buffer.from(sourceAnchor, 'base64');
    if (guid.length !== LENGTH) return undefined;
    const hex = Buffer.from(TEXT_ORDER.map((from, at) => (guid[from] ?? 0) ^ (this.#mask[at] ?? 0))).toString(
      'hex',
    );
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** Undefined when it is no id. */
  anchorOf(id: string): string | undefined {
    const text = id.toLowerCase();
    if (!UUID.test(text)) return undefined;
    const masked = Buffer.from(text.replaceAll('-', ''), 'hex');
    const guid = Buffer.alloc(LENGTH);
    TEXT_ORDER.forEach((to, at) => (guid[to] = (masked[at] ?? 0) ^ (this.#mask[at] ?? 0)));
    return guid.toString('base64');
  }
}
