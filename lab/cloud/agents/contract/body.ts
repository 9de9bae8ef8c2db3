import { z } from 'zod';
import { ContractError } from './errors.ts';
import { CONTRACT_VERSION } from './version.ts';

/** Starts the schema of a request body. Members that the contract does not name are ignored. */
export const contractVersion = z.literal(CONTRACT_VERSION);

/** Reads a request body. Throws ContractError `invalidRequest`, naming the member at fault but never its value. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const member = issue === undefined || issue.path.length === 0 ? 'the body' : issue.path.join('.');
  throw new ContractError(
    'invalidRequest',
    `${member} is not what the contract asks for: ${issue?.message ?? ''}`,
  );
}
