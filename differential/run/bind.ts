import type { Conversation, Outcome } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import type { Stage } from './stage.ts';

/** A simple bind under a name of the table. */
export async function bindOn(
  stage: Stage,
  conversation: Conversation,
  { bind, password, version = 3 }: { bind: string; password: string; version?: number },
): Promise<Outcome> {
  const name = await stage.name(bind);
  return conversation.ask(requests.bind(name, stage.passwordFor(userIn(name), password), version));
}

/** Which user of the stage a name means, as far as passwords of their own go. */
export function userIn(name: string): string {
  return /^CN=([^,]+)/i.exec(name)?.[1] ?? name.split(/[@\\]/)[name.includes('\\') ? 1 : 0] ?? name;
}
