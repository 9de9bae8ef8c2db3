import type { Act } from '../table/schema.ts';
import { NotPossible } from '../errors.ts';
import type { Conversation, Outcome } from '../wire/conversation.ts';
import * as requests from '../wire/requests.ts';
import type { Control } from '../wire/requests.ts';
import { attributesOf, changesOf, fineGrained } from './arrange.ts';
import { bindOn } from './bind.ts';
import { pages, searchOf } from './pages.ts';
import type { Stage } from './stage.ts';

const START_TLS = '1.3.6.1.4.1.1466.20037';
/** How long a server may keep silent after bytes that are no request. */
const SILENCE_MS = 1_000;

/** Does what the case is about, and answers with what came of it. */
export async function perform(stage: Stage, act: Act): Promise<Outcome> {
  const conversation = stage.session ?? (await prepared(stage, act));
  const controls = act.controls.map(({ oid, critical, value }): Control => {
    return { oid, critical, value: value === undefined ? undefined : Buffer.from(value, 'hex') };
  });
  if (act.bind !== undefined) {
    return bindOn(stage, conversation, { bind: act.bind, password: act.password, version: act.version });
  }
  if (act.pipeline !== undefined) return pipeline(stage, conversation, act.pipeline);
  if (act.send !== undefined) return conversation.send(Buffer.from(act.send, 'hex'), 1, SILENCE_MS);
  if (act.pageSize !== undefined) return pages(stage, conversation, act, controls);
  return conversation.ask(await operationOf(stage, act), controls);
}

/** The connection of the act, secured and bound as the case has it. */
async function prepared(stage: Stage, act: Act): Promise<Conversation> {
  const conversation = await stage.connect(act.over);
  if (act.starttls) {
    const { replies } = await conversation.ask(requests.extended(START_TLS));
    if (replies[0]?.code !== 0) throw new NotPossible('StartTLS');
    await stage.world.secure(conversation);
  }
  if (act.as === 'nobody') return conversation;
  const { administrator } = stage.world;
  if (act.as === 'admin') await conversation.ask(requests.bind(administrator.dn, administrator.password));
  else await bindOn(stage, conversation, { bind: stage.dnOf(act.as), password: 'right' });
  return conversation;
}

/** The one operation that the act names. */
async function operationOf(stage: Stage, act: Act): Promise<Buffer> {
  if (act.search !== undefined) return searchOf(stage, act.search);
  if (act.sasl !== undefined) {
    const credentials = act.saslCredentials && Buffer.from(act.saslCredentials, 'hex');
    return requests.saslBind(act.sasl, credentials || undefined);
  }
  if (act.extended !== undefined) return requests.extended(act.extended);
  if (act.compare !== undefined) {
    return requests.compare(await stage.name(act.compare.dn), act.compare.attribute, act.compare.value);
  }
  if (act.pso !== undefined) return addition(stage, ...fineGrained(stage, act.pso));
  if (act.add !== undefined) {
    return addition(stage, await stage.name(act.add.dn), await attributesOf(stage, act.add.attributes));
  }
  if (act.remove !== undefined) return requests.remove(await stage.name(act.remove));
  if (act.rename !== undefined) return requests.rename(await stage.name(act.rename.dn), act.rename.to);
  return modification(stage, act);
}

function addition(stage: Stage, dn: string, attributes: requests.Attributes): Buffer {
  stage.world.expect(dn);
  return requests.add(dn, attributes);
}

async function modification(stage: Stage, act: Act): Promise<Buffer> {
  if (act.write !== undefined) {
    return requests.modify(await stage.name(act.write.dn), await changesOf(stage, act.write));
  }
  if (act.reset !== undefined) {
    const values = requests.unicodePwd(act.reset.to);
    return requests.modify(stage.dnOf(act.reset.of), [{ kind: 'replace', attribute: 'unicodePwd', values }]);
  }
  if (act.change === undefined) throw new NotPossible('an act that does nothing');
  const old = stage.passwordFor(act.change.of, act.change.from).toString();
  return requests.modify(stage.dnOf(act.change.of), [
    { kind: 'delete', attribute: 'unicodePwd', values: requests.unicodePwd(old) },
    { kind: 'add', attribute: 'unicodePwd', values: requests.unicodePwd(act.change.to) },
  ]);
}

/** Several requests in one segment. */
async function pipeline(
  stage: Stage,
  conversation: Conversation,
  { of, passwords, search }: NonNullable<Act['pipeline']>,
): Promise<Outcome> {
  const name = stage.dnOf(of);
  const binds = passwords.map((word, index) =>
    requests.message(index + 1, requests.bind(name, stage.passwordFor(of, word))),
  );
  const looked = { base: name, scope: 'base', filter: '(objectClass=*)', attributes: ['cn'] } as const;
  const more = search ? [requests.message(binds.length + 1, requests.search(looked))] : [];
  return conversation.send(Buffer.concat([...binds, ...more]), binds.length + more.length);
}
