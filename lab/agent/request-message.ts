import { Fields } from './fields.ts';

/** A password to check, as it comes over the queue (agent contract, section 3). */
export interface PasswordRequest {
  readonly requestId: string;
  readonly userPrincipalName: string;
  /** One ciphertext for each registered agent, by key id. */
  readonly encryptedData: ReadonlyMap<string, Buffer>;
}

const MESSAGE_LIMIT = 1_048_576;
const NAME_LIMIT = 1_024;
const REQUEST_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Throws ContractShapeError. */
export function readRequest(message: Buffer): PasswordRequest {
  const request = Fields.parse('the request', message.length > MESSAGE_LIMIT ? '' : message.toString('utf8'));
  request.version();
  const requestId = request.text('requestId');
  if (!REQUEST_ID.test(requestId))
    throw request.wrong('requestId', 'letters, digits and hyphens, 64 at most');
  const userPrincipalName = request.text('userPrincipalName');
  if (userPrincipalName.length > NAME_LIMIT) throw request.wrong('userPrincipalName', 'shorter');
  const encryptedData = request
    .list('encryptedData')
    .map((entry) => [entry.text('keyId'), Buffer.from(entry.text('ciphertext'), 'base64')] as const);
  return { requestId, userPrincipalName, encryptedData: new Map(encryptedData) };
}
