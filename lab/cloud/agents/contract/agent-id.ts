/** The extension of an agent's certificate that carries its id (observed in the field). */
export const AGENT_ID_EXTENSION = '1.3.6.1.4.1.311.82.1';

/** The 16 bytes of a GUID in the order of its text (RFC 9562 section 4). */
export function agentIdBytes(agentId: string): Buffer {
  return Buffer.from(agentId.replaceAll('-', ''), 'hex');
}

/** The GUID behind 16 bytes, or nothing when there are not 16. */
export function agentIdOf(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
