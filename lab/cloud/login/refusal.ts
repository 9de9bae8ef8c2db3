/** What a refusal may say beside its code. */
export interface RefusalDetail {
  /** A sentence that says more than the table's. */
  readonly text?: string | undefined;
  /** `basic_action`, `bad_token`… */
  readonly suberror?: string | undefined;
  /** The claims challenge that a client must send back. */
  readonly claims?: string | undefined;
  /** The protocol's word, where it is not the table's. */
  readonly error?: string | undefined;
}

/** A request of a client is refused with an AADSTS code, before or without anybody's sign-in. */
export class ProtocolRefused extends Error {
  readonly code = 'PTALAB_PROTOCOL_REFUSED';
  readonly aadsts: number;
  readonly detail: RefusalDetail;
  constructor(aadsts: number, detail: RefusalDetail = {}) {
    super(`the request is refused with AADSTS${aadsts}`);
    this.name = 'ProtocolRefused';
    this.aadsts = aadsts;
    this.detail = detail;
  }
}
