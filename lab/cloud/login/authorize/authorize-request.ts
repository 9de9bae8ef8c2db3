import { z } from 'zod';

/** What an application asks of the authorize endpoint, once it is found to be well-formed. */
export const authorizeRequest = z.object({
  kind: z.literal('authorize'),
  authority: z.string(),
  v1: z.boolean(),
  /** `https://host[:port]` under which the browser came. */
  origin: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  platform: z.enum(['web', 'spa', 'publicClient']),
  wantsCode: z.boolean(),
  wantsIdToken: z.boolean(),
  responseMode: z.enum(['query', 'fragment', 'form_post']),
  /** The scope as it was asked; version 1's resource as its default scope. */
  scope: z.string(),
  state: z.string().optional(),
  nonce: z.string().optional(),
  prompt: z.enum(['none', 'login', 'select_account', 'consent']).optional(),
  loginHint: z.string().optional(),
  domainHint: z.string().optional(),
  /** Seconds. */
  maxAge: z.number().optional(),
  challenge: z.string().optional(),
  challengeMethod: z.enum(['S256', 'plain']).optional(),
  clientInfo: z.boolean(),
});

export type AuthorizeRequest = z.output<typeof authorizeRequest>;
