import { z } from 'zod';
import { deadline } from '../clock/deadline.ts';
import { ask } from '../http/ask.ts';
import type { Network } from './call.ts';

/** One HTTP request of a program that brings a protocol of its own. */
export const programRequest = z
  .object({
    /** A real name of the lab's, such as `https://login.microsoftonline.com/…`. */
    url: z.url({ protocol: /^https?$/ }).max(32_768),
    method: z.enum(['GET', 'POST', 'PATCH']).default('GET'),
    headers: z.record(z.string().max(256), z.string().max(32_768)).default({}),
    body: z.string().max(1_000_000).optional(),
  })
  .strict();

export type ProgramRequest = z.input<typeof programRequest>;

export const programAnswer = z.union([
  z.object({
    kind: z.literal('answered'),
    status: z.number(),
    /** By name in lower case; a header that came several times is a list. */
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    text: z.string(),
  }),
  z.object({ kind: z.literal('unreachable'), reason: z.string() }),
]);

/** A redirect is an answer: nothing is followed. `unreachable`: nobody answered, or not in time. */
export type ProgramAnswer = z.output<typeof programAnswer>;

/** A program on a device asks the lab by its real names. Never throws for what a peer does. */
export async function askAsProgram(
  { dispatcher, clock, limitMs }: Network,
  request: ProgramRequest,
): Promise<ProgramAnswer> {
  const { url, method, headers, body } = programRequest.parse(request);
  using limit = deadline(clock, limitMs, `a program asking ${new URL(url).hostname}`);
  try {
    const answer = await ask(url, { dispatcher, method, headers, body, signal: limit.signal });
    const given = Object.entries(answer.headers).filter(
      (one): one is [string, string | string[]] => one[1] !== undefined,
    );
    return {
      kind: 'answered',
      status: answer.status,
      headers: Object.fromEntries(given),
      text: answer.text,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'unreachable', reason: `no answer from ${new URL(url).hostname}: ${why}` };
  }
}
