import { ExitCode } from './exit-code.ts';

/** Something that ends the agent: the message is the line it leaves, `exitCode` what the contract says. */
export class AgentError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  constructor(code: string, exitCode: ExitCode, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** The configuration cannot be used; the message names the key. */
export class AgentConfigError extends AgentError {
  constructor(problem: string) {
    super('PTALAB_AGENT_CONFIG', ExitCode.configuration, `configuration: ${problem}`);
  }
}

/** The service refuses to register the agent (agent contract, section 1). */
export class RegistrationRefusedError extends AgentError {
  /** HTTP status. */
  readonly status: number;
  /** The contract's code: invalidRequest, weakKey, badSignature, invalidToken, roleMissing, limitReached, … */
  readonly reason: string;
  constructor(status: number, reason: string, text: string) {
    super(
      'PTALAB_REGISTRATION_REFUSED',
      ExitCode.registrationRefused,
      `registration refused: ${reason} (${status}): ${text}`,
    );
    this.status = status;
    this.reason = reason;
  }
}

/** The service knows no such agent (agent contract, section 2): it has to be registered anew. */
export class BootstrapRefusedError extends AgentError {
  constructor(reason: string, text: string) {
    super('PTALAB_BOOTSTRAP_REFUSED', ExitCode.bootstrapRefused, `bootstrap refused: ${reason}: ${text}`);
  }
}

/** A peer's document does not have the shape of the contract. */
export class ContractShapeError extends Error {
  readonly code = 'PTALAB_CONTRACT_SHAPE';
  constructor(what: string, key: string, wanted: string) {
    super(`${what}: ${key} must be ${wanted}`);
    this.name = 'ContractShapeError';
  }
}

/** The proxy would not open a tunnel. */
export class TunnelRefusedError extends Error {
  readonly code = 'PTALAB_TUNNEL_REFUSED';
  constructor(target: string, answer: string) {
    super(`the proxy opens no tunnel to ${target}: ${answer}`);
    this.name = 'TunnelRefusedError';
  }
}

/** The service answered, but not with what the contract says. */
export class UnexpectedReplyError extends Error {
  readonly code = 'PTALAB_UNEXPECTED_REPLY';
  /** HTTP status. */
  readonly status: number;
  constructor(what: string, status: number) {
    super(`${what} was answered with HTTP ${status}`);
    this.name = 'UnexpectedReplyError';
    this.status = status;
  }
}

/** A bind was sent and nothing came back: the domain controller may have counted it. */
export class BindUnansweredError extends Error {
  readonly code = 'PTALAB_BIND_UNANSWERED';
  constructor(server: string, cause: unknown) {
    super(`${server} was sent a bind and did not answer: ${messageOf(cause)}`, { cause });
    this.name = 'BindUnansweredError';
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
