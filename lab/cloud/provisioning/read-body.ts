import { z } from 'zod';
import { BadRequest } from '../web/api-errors.ts';

/** Throws BadRequest. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new BadRequest(z.prettifyError(parsed.error).slice(0, 1_000));
  return parsed.data;
}
