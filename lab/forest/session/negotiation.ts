import type { LdapResult } from '../../ldap/message.ts';
import type { BindResult } from '../../ldap/responses.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { NtlmExchange, NtlmClaim, NtlmSession } from '../ntlm/exchange.ts';
import { isNtlm } from '../ntlm/messages.ts';
import { firstSignature } from '../ntlm/session-security.ts';
import { negotiationHint, readNegotiation, writeNegotiation } from '../ntlm/spnego.ts';
import { BindRefusal } from './bind-refusals.ts';

/** What a step of a negotiation comes to: an answer, or somebody's claim to be judged. */
export type Step =
  { readonly answer: BindResult } | { readonly claim: NtlmClaim; readonly conclude: Conclude };

/** The answer to a claim that has been judged, and how many signatures each side has made by then. */
export type Conclude = (
  result: LdapResult,
  session: NtlmSession | undefined,
) => { readonly result: BindResult; readonly signed: number };

const GO_ON = ResultCode.saslBindInProgress;

/** NTLM inside SASL's GSS-SPNEGO, bare inside it, or in Sicily binds: one connection's way from one bind to the next. */
export class Negotiation {
  readonly #begin: () => NtlmExchange;
  #exchange: NtlmExchange | undefined;
  /** What the client offered, when it has to be signed in the end. */
  #mechTypes: Buffer | undefined;
  /** NTLM was what the client liked best, so that what it offered needs no signature. */
  #preferred = false;
  #chosen = false;

  constructor(begin: () => NtlmExchange) {
    this.#begin = begin;
  }

  /** A step of Sicily ([MS-ADTS] 5.1.1.1.3). */
  sicily(step: 'discovery' | 'negotiate' | 'response', token: Buffer): Step {
    const success = { code: ResultCode.success };
    if (step === 'discovery') return { answer: { ...success, sicilyCredentials: Buffer.from('NTLM') } };
    if (step === 'negotiate') {
      const challenge = this.#challenge(token);
      return {
        answer: challenge === undefined ? BindRefusal.token : { ...success, sicilyCredentials: challenge },
      };
    }
    return this.#claimed(token, (result) => unsigned({ ...result, sicilyCredentials: Buffer.alloc(0) }));
  }

  /** A step of GSS-SPNEGO ([MS-ADTS] 5.1.1.1.2): what comes bare is answered bare. */
  spnego(token: Buffer | undefined): Step {
    if (token === undefined || token.length === 0) {
      return { answer: { code: GO_ON, serverCredentials: negotiationHint() } };
    }
    return isNtlm(token) ? this.#bare(token) : this.#negotiated(token);
  }

  #bare(token: Buffer): Step {
    if (this.#exchange === undefined) return this.#goOn(this.#challenge(token));
    return this.#claimed(token, unsigned);
  }

  #negotiated(bytes: Buffer): Step {
    const asked = readNegotiation(bytes);
    if (asked?.offersNtlm !== true) return this.#refused();
    if (asked.mechTypes !== undefined) {
      this.#exchange = undefined;
      // Only what the client likes best needs no signature over what it offered (RFC 4178 section 5).
      this.#mechTypes = asked.mechTypes;
      this.#preferred = asked.prefersNtlm;
      this.#chosen = false;
    }
    const token = asked.prefersNtlm ? asked.token : undefined;
    if (token === undefined) {
      return this.#exchange === undefined ? this.#goOn(this.#wrap('incomplete')) : this.#refused();
    }
    if (this.#exchange === undefined) {
      const challenge = this.#challenge(token);
      return this.#goOn(challenge === undefined ? undefined : this.#wrap('incomplete', challenge));
    }
    return this.#claimed(token, this.#conclusion(asked.mechListMic));
  }

  /** The client's signature over what it offered is checked, and answered with ours. */
  #conclusion(mechListMic: Buffer | undefined): Conclude {
    const [mechTypes, preferred] = [this.#mechTypes, this.#preferred];
    return (result, session) => {
      const refused = result.code !== ResultCode.success;
      if (!refused && session !== undefined && mechListMic === undefined && !preferred)
        return unsigned(BindRefusal.token);
      if (refused || session === undefined || mechListMic === undefined || mechTypes === undefined) {
        return unsigned({ ...result, serverCredentials: this.#wrap(refused ? 'rejected' : 'completed') });
      }
      const { key, flags } = session;
      const theirs = firstSignature(key, flags, 'client-to-server', mechTypes);
      if (!theirs.equals(mechListMic)) return unsigned(BindRefusal.token);
      const ours = firstSignature(key, flags, 'server-to-client', mechTypes);
      const serverCredentials = writeNegotiation({ state: 'completed', mechListMic: ours });
      return { result: { ...result, serverCredentials }, signed: 1 };
    };
  }

  #wrap(state: 'incomplete' | 'completed' | 'rejected', token?: Buffer): Buffer {
    const chosen = !this.#chosen;
    this.#chosen = true;
    return writeNegotiation({ state, chosen, token });
  }

  #goOn(serverCredentials: Buffer | undefined): Step {
    if (serverCredentials === undefined) return this.#refused();
    return { answer: { code: GO_ON, serverCredentials } };
  }

  #challenge(negotiate: Buffer): Buffer | undefined {
    const exchange = this.#begin();
    const challenge = exchange.negotiate(negotiate);
    this.#exchange = challenge === undefined ? undefined : exchange;
    return challenge;
  }

  #claimed(token: Buffer, conclude: Conclude): Step {
    const claim = this.#exchange?.authenticate(token);
    this.#exchange = undefined;
    return claim === undefined ? this.#refused() : { claim, conclude };
  }

  #refused(): Step {
    this.#exchange = undefined;
    return { answer: BindRefusal.token };
  }
}

function unsigned(result: BindResult): ReturnType<Conclude> {
  return { result, signed: 0 };
}
