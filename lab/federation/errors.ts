/** The body is no XML that the farm takes. */
export class XmlError extends Error {
  readonly code = 'PTALAB_FEDERATION_XML';
  constructor(reason: string) {
    super(`not acceptable XML: ${reason}`);
    this.name = 'XmlError';
  }
}

/** Why the farm issues no token. */
export type RefusalReason =
  'invalidRequest' | 'invalidScope' | 'invalidSecurity' | 'failedAuthentication' | 'directoryUnavailable';

/** A sign-in ends here; each protocol says so in its own way. */
export class TrustRefusal extends Error {
  readonly code = 'PTALAB_TRUST_REFUSED';
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.name = 'TrustRefusal';
    this.reason = reason;
  }
}
