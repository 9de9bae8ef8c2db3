import { CONTRACT_VERSION } from '../agents/contract/version.ts';
import type { EncryptedPassword } from './encryption.ts';

export interface RequestFacts {
  readonly requestId: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly answerLimitMs: number;
}

/** The message's one data section, contract section 3: UTF-8 JSON. */
export function requestMessage(facts: RequestFacts, encryptedData: readonly EncryptedPassword[]): Buffer {
  const { requestId, tenantId, userPrincipalName, answerLimitMs } = facts;
  const message = {
    contractVersion: CONTRACT_VERSION,
    requestId,
    tenantId,
    userPrincipalName,
    answerLimitMs,
    encryptedData,
  };
  return Buffer.from(JSON.stringify(message), 'utf8');
}
