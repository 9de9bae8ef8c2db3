import { z } from 'zod';
import { isSame, newSecret, digestOf } from '../secret.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { authorizeRequest } from './authorize-request.ts';

/** What a sign-in under way is for: an application, a device that waits, or nothing but the session. */
const flowRequest = z.discriminatedUnion('kind', [
  authorizeRequest,
  z.object({ kind: z.literal('device'), authority: z.string(), userCode: z.string(), clientId: z.string() }),
  z.object({ kind: z.literal('plain'), authority: z.string(), clientId: z.undefined().optional() }),
]);

export type FlowRequest = z.output<typeof flowRequest>;

const signedIn = z.object({
  tenantId: z.string(),
  userId: z.string(),
  authTime: z.number(),
  amr: z.array(z.string()),
});

const flow = z.object({
  request: flowRequest,
  /** Digest of the browser's secret: another browser cannot go on with it. */
  browser: z.string(),
  /** Names this sign-in towards a federated provider. */
  id: z.string(),
  started: z.number(),
  correlationId: z.string(),
  /** Who has signed in on the way, before the pages that may follow. */
  signedIn: signedIn.optional(),
  /** Where the one who signed in has been sent for what is missing. */
  awaits: z.enum(['secondFactor', 'newPassword', 'provider']).optional(),
});

/** A sign-in on its way from page to page. It travels sealed, in each page's form and in the provider's context. */
export type Flow = z.output<typeof flow>;

const PURPOSE = 'sign-in flow';

export function beginFlow(request: FlowRequest, visit: Visit): Flow {
  const { browser, correlationId } = visit;
  return { request, browser: digestOf(browser), id: newSecret(), started: nowOf(visit), correlationId };
}

export function sealFlow(one: Flow, { context }: Visit): string {
  return context.mint.sealer.seal(PURPOSE, one);
}

/** Undefined when it is none of ours, another browser's, or too old. */
export function openFlow(sealed: string, visit: Visit): Flow | undefined {
  const { mint, settings } = visit.context;
  const opened = flow.safeParse(mint.sealer.open(PURPOSE, sealed)).data;
  if (opened === undefined || !isSame(opened.browser, digestOf(visit.browser))) return undefined;
  return nowOf(visit) - opened.started < settings.flowLifetime ? opened : undefined;
}

/** What a page's form posts back to prove that it is a page of this browser's sign-in (CSRF). */
export function canaryOf(one: Flow, { browser }: Visit): string {
  return digestOf(`canary ${one.id} ${browser}`);
}
