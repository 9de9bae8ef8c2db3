import { NEVER_MS } from './never.ts';

/** Options of undici with which no timer of the wall ends a connection or a request; 0 is off (undici, Client). */
export const UNTIMED = {
  connectTimeout: 0,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: NEVER_MS,
  keepAliveMaxTimeout: NEVER_MS,
} as const;
