import type { Act } from '../table/schema.ts';
import { NotPossible } from '../errors.ts';
import { element, integer, readElement, text } from '../wire/ber.ts';
import type { Conversation, Outcome } from '../wire/conversation.ts';
import type { Reply } from '../wire/replies.ts';
import * as requests from '../wire/requests.ts';
import type { Control } from '../wire/requests.ts';
import type { Stage } from './stage.ts';

const PAGED_RESULTS = '1.2.840.113556.1.4.319';
const MOST = 100;

/** Every page of a search (RFC 2696), or the first and then the next one on another connection. */
export async function pages(
  stage: Stage,
  conversation: Conversation,
  act: Act,
  controls: readonly Control[],
): Promise<Outcome> {
  if (act.search === undefined || act.pageSize === undefined) throw new NotPossible('pages of no search');
  const request = await searchOf(stage, act.search);
  const replies: Reply[] = [];
  let cookie: Buffer = Buffer.alloc(0);
  let on = conversation;
  for (let count = 0; count < MOST; count++) {
    const outcome = await on.ask(request, [...controls, page(act.pageSize, cookie)]);
    const last = outcome.replies.at(-1);
    if (act.foreignCookie && count === 1) return outcome;
    replies.push(...outcome.replies);
    cookie = cookieIn(last);
    if (outcome.end !== 'answered' || last?.code !== 0 || cookie.length === 0) {
      return { ...outcome, replies };
    }
    if (act.foreignCookie) on = await another(stage, act);
  }
  throw new NotPossible('a search that ends');
}

async function another(stage: Stage, act: Act): Promise<Conversation> {
  const conversation = await stage.connect(act.over);
  const { dn, password } = stage.world.administrator;
  await conversation.ask(requests.bind(dn, password));
  return conversation;
}

export async function searchOf(stage: Stage, search: NonNullable<Act['search']>): Promise<Buffer> {
  const [base, filter] = [await stage.name(search.base), await stage.name(search.filter)];
  return requests.search({ ...search, base, filter });
}

function page(size: number, cookie: Buffer): Control {
  return { oid: PAGED_RESULTS, value: element(0x30, integer(size), text(cookie)) };
}

function cookieIn(reply: Reply | undefined): Buffer {
  const value = reply?.controls.find(({ oid }) => oid === PAGED_RESULTS)?.value;
  return value === undefined
    ? Buffer.alloc(0)
    : (readElement(value)?.element.children[1]?.content ?? Buffer.alloc(0));
}
