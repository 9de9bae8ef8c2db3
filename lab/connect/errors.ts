/** What stopped a cycle or the wizard of an Entra Connect server. */
export class ConnectError extends Error {
  readonly code: string;
  constructor(name: string, code: string, message: string) {
    super(message);
    this.name = name;
    this.code = code;
  }
}

export class ForestUnreachableError extends ConnectError {
  constructor(host: string, reasons: readonly string[]) {
    const tried = reasons.length === 0 ? 'it knows no domain controller' : reasons.join('; ');
    const text = `${host} reaches no domain controller: ${tried}. Start one, or restore its link.`;
    super('ForestUnreachableError', 'PTALAB_CONNECT_FOREST_UNREACHABLE', text);
  }
}

export class ForestRefusedError extends ConnectError {
  constructor(host: string, server: string, account: string, diagnostic: string) {
    const text = `${server} refuses ${host}'s service account ${account}: ${diagnostic}. Check the account in the forest.`;
    super('ForestRefusedError', 'PTALAB_CONNECT_FOREST_REFUSED', text);
  }
}

export class HashesRefusedError extends ConnectError {
  constructor(host: string, server: string, diagnostic: string) {
    const text = `${server} tells ${host} no password hashes: ${diagnostic}. Its service account needs "Replicating Directory Changes", and the forest has to be the lab's own.`;
    super('HashesRefusedError', 'PTALAB_CONNECT_HASHES_REFUSED', text);
  }
}

export class CloudUnreachableError extends ConnectError {
  constructor(host: string, peer: string, reason: string) {
    const text = `${host} cannot reach ${peer}: ${reason}. Check the egress rules and links of ${host}.`;
    super('CloudUnreachableError', 'PTALAB_CONNECT_CLOUD_UNREACHABLE', text);
  }
}

export class CloudSignInError extends ConnectError {
  constructor(host: string, upn: string, aadsts: string) {
    const text = `${host} cannot sign in to the tenant as ${upn}: ${aadsts}. Check the account and its password.`;
    super('CloudSignInError', 'PTALAB_CONNECT_SIGN_IN', text);
  }
}

export class RoleMissingError extends ConnectError {
  constructor(host: string, upn: string) {
    const text = `${upn} may not do this from ${host}: use a Hybrid Identity Administrator of the tenant.`;
    super('RoleMissingError', 'PTALAB_CONNECT_ROLE', text);
  }
}

export class NoActiveAgentError extends ConnectError {
  constructor(host: string) {
    const text =
      `the service reports no active authentication agent after ${host} installed one; pass-through ` +
      `authentication stays as it was. Check the agent's way out, then run the wizard again.`;
    super('NoActiveAgentError', 'PTALAB_CONNECT_NO_AGENT', text);
  }
}

export class CloudAnswerError extends ConnectError {
  constructor(host: string, asked: string, status: number, text: string) {
    super(
      'CloudAnswerError',
      'PTALAB_CONNECT_ANSWER',
      `${host} asked for ${asked} and was answered ${status}: ${text}`,
    );
  }
}
