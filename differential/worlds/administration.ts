import { DifferentialError } from '../errors.ts';
import type { Conversation } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import type { Administration } from './world.ts';

/** Administration over LDAP, by a conversation that an administrator has bound; `beside` is what LDAP does not do. */
export function ldapAdministration(
  conversation: Conversation,
  beside: Pick<Administration, 'backdatePassword' | 'gather'>,
): Administration {
  const run = async (what: string, operation: Buffer): Promise<void> => {
    const { replies, end } = await conversation.ask(operation);
    const reply = replies.at(-1);
    if (reply?.code === 0) return;
    const said = reply === undefined ? end : `${reply.code} ${reply.diagnostic}`;
    throw new DifferentialError(`the administrator cannot ${what}: ${said}`);
  };
  return {
    add: (dn, attributes) => run(`add ${dn}`, requests.add(dn, attributes)),
    modify: (dn, changes) => run(`modify ${dn}`, requests.modify(dn, changes)),
    rename: (dn, newRdn) => run(`rename ${dn}`, requests.rename(dn, newRdn)),
    remove: (dn) => run(`delete ${dn}`, requests.remove(dn)),
    backdatePassword: (...what) => beside.backdatePassword(...what),
    gather: (...what) => beside.gather(...what),
  };
}
