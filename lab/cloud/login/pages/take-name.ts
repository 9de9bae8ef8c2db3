import { askFor } from '../authorize/begin.ts';
import type { Visit } from '../web/visit.ts';
import type { Posted } from './posted.ts';

/** A name was typed: nobody has been asked for a password yet, so the sign-in log says nothing of it. */
export function takeName({ params, flow }: Posted, visit: Visit) {
  return askFor((params.get('loginfmt') ?? '').trim(), flow, visit);
}
