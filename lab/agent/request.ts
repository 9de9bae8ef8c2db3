import type { Answer, SendAnswer } from './answer.ts';
import type { Decrypt } from './decrypt.ts';
import type { CheckPassword } from './directory.ts';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';
import { Win32 } from './outcome.ts';
import { type PasswordRequest, readRequest } from './request-message.ts';

export interface RequestPorts {
  readonly keyId: string;
  readonly decrypt: Decrypt;
  readonly checkPassword: CheckPassword;
  readonly answer: SendAnswer;
  readonly log: Log;
}

/** One pass-through request, from the queue's message to the service's receipt. Never rejects. */
export async function handleRequest(message: Buffer, ports: RequestPorts): Promise<void> {
  try {
    const request = readRequest(message);
    const answer = await validate(request, ports);
    await ports.answer(request.requestId, answer);
  } catch (error) {
    ports.log(`request dropped: ${messageOf(error)}`);
  }
}

async function validate(request: PasswordRequest, ports: RequestPorts): Promise<Answer> {
  const ciphertext = request.encryptedData.get(ports.keyId);
  if (ciphertext === undefined) return { result: { failure: 'keyMissing' } };
  const password = await ports.decrypt(ciphertext).catch(() => undefined);
  if (password === undefined) return { result: { failure: 'decryptFailed' } };
  // A simple bind with a name and no password is unauthenticated and succeeds (RFC 4513 section 5.1.2).
  if (password === '') return { result: { win32: Win32.logonFailure } };
  const { win32, ...where } = await ports.checkPassword(request, password);
  return { result: { win32 }, ...where };
}
