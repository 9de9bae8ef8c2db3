/** NEGOTIATE flags ([MS-NLMP] 2.2.2.5). */
export const NtlmFlag = {
  unicode: 0x1,
  requestTarget: 0x4,
  sign: 0x10,
  seal: 0x20,
  ntlm: 0x200,
  anonymous: 0x800,
  alwaysSign: 0x8000,
  targetTypeDomain: 0x10000,
  extendedSessionSecurity: 0x80000,
  targetInfo: 0x800000,
  version: 0x2000000,
  key128: 0x20000000,
  keyExchange: 0x40000000,
  key56: 0x80000000,
} as const;

/** What a domain controller grants of what a client asks for. */
const GRANTED =
  NtlmFlag.sign |
  NtlmFlag.seal |
  NtlmFlag.alwaysSign |
  NtlmFlag.extendedSessionSecurity |
  NtlmFlag.key128 |
  NtlmFlag.keyExchange |
  NtlmFlag.key56;

/** What it says whatever was asked. */
const ALWAYS =
  NtlmFlag.unicode |
  NtlmFlag.requestTarget |
  NtlmFlag.ntlm |
  NtlmFlag.targetTypeDomain |
  NtlmFlag.targetInfo |
  NtlmFlag.version;

export function challengeFlags(asked: number): number {
  return ((asked & GRANTED) | ALWAYS) >>> 0;
}

/** Whether a client wants everything behind the bind signed or encrypted. */
export function wantsLayer(flags: number): boolean {
  return hasFlag(flags, NtlmFlag.sign) || hasFlag(flags, NtlmFlag.seal);
}

export function hasFlag(flags: number, flag: number): boolean {
  return (flags & flag) !== 0;
}
