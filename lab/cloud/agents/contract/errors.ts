/** Every refusal of the agent contract and its HTTP status. */
export const CONTRACT_STATUS = {
  invalidRequest: 400,
  weakKey: 400,
  badSignature: 400,
  invalidToken: 401,
  roleMissing: 403,
  versionTooOld: 403,
  unknownAgent: 403,
  notYours: 403,
  unknownRequest: 404,
  notFound: 404,
  limitReached: 409,
  duplicate: 409,
  late: 410,
  tooLarge: 413,
  internal: 500,
} as const;

export type ContractErrorCode = keyof typeof CONTRACT_STATUS;

/** A refusal as the agent contract words it. The message goes to the agent: it never carries a secret. */
export class ContractError extends Error {
  readonly code: ContractErrorCode;
  readonly status: number;

  constructor(code: ContractErrorCode, message: string) {
    super(message);
    this.name = 'ContractError';
    this.code = code;
    this.status = CONTRACT_STATUS[code];
  }
}
