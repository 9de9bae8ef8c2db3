import { timingSafeEqual } from 'node:crypto';
import type { PasswordProof } from '../passwords/proof.ts';
import { promisesMic, type TargetInfo } from './av-pairs.ts';
import { hasFlag, NtlmFlag } from './flags.ts';
import { readAuthenticate, readNegotiate, writeChallenge, type Authenticate } from './messages.ts';
import { Rc4 } from './rc4.ts';
import { hmac, readResponse, sessionBaseKey } from './response.ts';

/** What a client says of itself at the end of an exchange. */
export interface NtlmClaim {
  /** Empty for a client that does not want to be anybody. */
  readonly user: string;
  /** As it was sent: NetBIOS or DNS name of a domain, or nothing. */
  readonly domain: string;
  readonly flags: number;
  /** Says yes to the NT hash that the response was made with. */
  readonly proof: PasswordProof;
  /** The agreed session; undefined while no hash has been found right, or when a MIC is not the client's. */
  session(): NtlmSession | undefined;
}

export interface NtlmSession {
  readonly key: Buffer;
  readonly flags: number;
}

/** One NTLM conversation, server's side ([MS-NLMP] 3.2.5). */
export class NtlmExchange {
  readonly #challenge: Buffer;
  readonly #info: () => TargetInfo;
  #said: readonly [negotiate: Buffer, challenge: Buffer] | undefined;

  /** @param challenge eight bytes that nobody can foresee */
  constructor(challenge: Buffer, info: () => TargetInfo) {
    this.#challenge = challenge;
    this.#info = info;
  }

  /** The CHALLENGE to a NEGOTIATE message; undefined when it is none. */
  negotiate(bytes: Buffer): Buffer | undefined {
    const asked = readNegotiate(bytes);
    if (asked === undefined) return undefined;
    const answer = writeChallenge(asked, this.#challenge, this.#info());
    this.#said = [Buffer.from(bytes), answer];
    return answer;
  }

  /** What an AUTHENTICATE message claims; undefined when it is none, or when none was due. */
  authenticate(bytes: Buffer): NtlmClaim | undefined {
    const message = readAuthenticate(bytes);
    const said = this.#said;
    this.#said = undefined;
    if (message === undefined || said === undefined) return undefined;
    const { user, domain, flags } = message;
    let base: Buffer | undefined;
    const response = readResponse(message.ntResponse);
    const claimed = response && { user, domain, challenge: this.#challenge, response };
    const proof: PasswordProof = (hash) => {
      const found = claimed && sessionBaseKey(hash, claimed);
      base = found ?? base;
      return found !== undefined;
    };
    return {
      user,
      domain,
      flags,
      proof,
      session: () => {
        if (base === undefined || response === undefined) return undefined;
        const key = exportedKey(base, message);
        const isTrue = !promisesMic(response.pairs) || isMicOf(key, message, said);
        return isTrue ? { key, flags } : undefined;
      },
    };
  }
}

/** The key that everything of the session is derived from ([MS-NLMP] 3.2.5.1.2). */
function exportedKey(base: Buffer, { flags, encryptedSessionKey }: Authenticate): Buffer {
  const exchanged = hasFlag(flags, NtlmFlag.keyExchange) && encryptedSessionKey.length === base.length;
  return exchanged ? new Rc4(base).apply(encryptedSessionKey) : base;
}

function isMicOf(key: Buffer, { mic, withoutMic }: Authenticate, said: readonly Buffer[]): boolean {
  const wanted = hmac(key, ...said, withoutMic);
  return mic.length === wanted.length && timingSafeEqual(mic, wanted);
}
