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
  | 'invalidRequest'
  | 'invalidScope'
  | 'trustDisabled'
  | 'endpointUnknown'
  | 'invalidSecurity'
  | 'wrongSignature'
  | 'replayed'
  | 'failedAuthentication'
  | 'accountLocked'
  | 'accessDenied'
  | 'secondFactorMissing'
  | 'directoryUnavailable';

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

/** A control call names a node that the farm does not have. */
export class NodeUnknownError extends Error {
  readonly code = 'PTALAB_FEDERATION_NODE';
  constructor(name: string, known: readonly string[]) {
    super(`the farm has no node ${name}; it has ${known.join(', ')}`);
    this.name = 'NodeUnknownError';
  }
}

/** A change of the configuration that only the primary node takes, while it is stopped. */
export class PrimaryDownError extends Error {
  readonly code = 'PTALAB_FEDERATION_PRIMARY';
  constructor(primary: string) {
    super(`${primary}, the primary node, is stopped: start it to change the farm's configuration`);
    this.name = 'PrimaryDownError';
  }
}

/** A change to a relying-party trust that was removed. */
export class TrustMissingError extends Error {
  readonly code = 'PTALAB_FEDERATION_TRUST';
  constructor() {
    super('the relying-party trust was removed: call addRelyingParty to put it back');
    this.name = 'TrustMissingError';
  }
}
