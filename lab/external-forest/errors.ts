/** The file that should describe an outside domain does not. */
export class OutsideFileError extends Error {
  readonly code = 'PTALAB_OUTSIDE_FILE';
  constructor(file: string, reason: string) {
    super(
      `${file} describes no domain to be the lab’s forest: ${reason}. ` +
        'It holds {name, host, ldap, ldaps, base, netbios, dns, admin: {dn, password}, trust} as JSON',
    );
    this.name = 'OutsideFileError';
  }
}

/** The outside domain cannot be asked. */
export class OutsideUnreachableError extends Error {
  readonly code = 'PTALAB_OUTSIDE_UNREACHABLE';
  constructor(name: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the lab’s forest is the domain of ${name}, which cannot be asked: ${reason}`, { cause });
    this.name = 'OutsideUnreachableError';
  }
}

/** The outside domain refused its administrator something. */
export class OutsideRefusedError extends Error {
  readonly code = 'PTALAB_OUTSIDE_REFUSED';
  /** LDAP result code. */
  readonly resultCode: number;
  constructor(name: string, what: string, resultCode: number, diagnostic: string) {
    super(
      `${name} refuses its administrator to ${what}: LDAP result ${resultCode}, ${diagnostic || 'no diagnostic'}`,
    );
    this.name = 'OutsideRefusedError';
    this.resultCode = resultCode;
  }
}

/** Somebody else uses the outside domain, or has things of their own where the lab’s would stand. */
export class OutsideTakenError extends Error {
  readonly code = 'PTALAB_OUTSIDE_TAKEN';
  constructor(name: string, reason: string) {
    super(`the domain of ${name} cannot be this lab’s forest now: ${reason}`);
    this.name = 'OutsideTakenError';
  }
}

/** The lab changes what it has made itself, and nothing else of a real domain. */
export class OutsideForeignError extends Error {
  readonly code = 'PTALAB_OUTSIDE_FOREIGN';
  constructor(domain: string, user: string) {
    super(
      `${user} is no account that the lab has made in ${domain}: it changes no other, and knows no other’s password`,
    );
    this.name = 'OutsideForeignError';
  }
}

/** A real domain does not do that at a lab’s word. */
export class OutsideImpossibleError extends Error {
  readonly code = 'PTALAB_OUTSIDE_IMPOSSIBLE';
  constructor(what: string, reason: string) {
    super(
      `the lab’s forest is a real domain, which cannot ${what}: ${reason}; run it on the simulated forest`,
    );
    this.name = 'OutsideImpossibleError';
  }
}
