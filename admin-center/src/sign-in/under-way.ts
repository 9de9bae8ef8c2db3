import { randomText } from './pkce.ts';

/** A sign-in that has left for the sign-in page. None of it is a token; it is good once. */
export interface UnderWay {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Hash of the page that the administrator wanted. */
  readonly wanted: string;
}

const KEY = 'sign-in under way';

export function remember(wanted: string): UnderWay {
  const one = { state: randomText(), nonce: randomText(), verifier: randomText(), wanted };
  sessionStorage.setItem(KEY, JSON.stringify(one));
  return one;
}

/** What was remembered, once; undefined unless the answer bears its state (CSRF). */
export function recall(state: string | null): UnderWay | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (text === null || state === null) return undefined;
  // Written above, by this origin alone.
  const one = JSON.parse(text) as UnderWay;
  return one.state === state ? one : undefined;
}
