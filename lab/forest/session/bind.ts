import { abridged } from '../../history/abridge.ts';
import type { LdapControl } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import type { BindRequest } from '../../ldap/requests.ts';
import type { BindResult } from '../../ldap/responses.ts';
import type { SecurityLayer } from '../../ldap/security-layer.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { callerOf } from '../access/rights.ts';
import { authenticate, type Authenticated } from '../logon/authenticate.ts';
import { negotiationRefusalText, refusalText, type SubCode } from '../logon/sub-code.ts';
import { wantsLayer } from '../ntlm/flags.ts';
import type { NtlmClaim } from '../ntlm/exchange.ts';
import { securityLayer } from '../ntlm/session-security.ts';
import { proofByBind, type PasswordProof } from '../passwords/proof.ts';
import type { Caller, DirectoryContext } from '../topology/context.ts';
import type { Surroundings } from '../topology/surroundings.ts';
import { BindRefusal } from './bind-refusals.ts';
import type { Negotiation, Step } from './negotiation.ts';

/** What a bind answers, and who is bound afterwards: nobody unless it was accepted (RFC 4511 section 4.2.1). */
export interface Bound {
  readonly result: BindResult;
  readonly caller: Caller | undefined;
  /** What the bind has agreed to put around everything behind it. */
  readonly layer?: SecurityLayer | undefined;
}

const SUCCESS: BindResult = { code: ResultCode.success };

/** What outlasts one bind on its connection. */
export interface BindState {
  readonly surroundings: Surroundings;
  readonly negotiation: Negotiation;
}

/** A bind by name and password, or one step of a negotiation. */
export function bind(
  context: DirectoryContext,
  { version, name, credentials }: BindRequest,
  controls: readonly LdapControl[],
  { surroundings, negotiation }: BindState,
): Bound {
  if (version !== 2 && version !== 3) return nobody(BindRefusal.version);
  const judging = { context, controls, surroundings };
  if (credentials.kind === 'simple') return simpleBind(judging, name, credentials.password);
  if (credentials.kind === 'sicily') {
    return negotiatedBind(judging, negotiation.sicily(credentials.step, credentials.token));
  }
  if (credentials.mechanism.toUpperCase() !== 'GSS-SPNEGO') return nobody(BindRefusal.sasl);
  return negotiatedBind(judging, negotiation.spnego(credentials.token));
}

interface Judging extends Omit<BindState, 'negotiation'> {
  readonly context: DirectoryContext;
  readonly controls: readonly LdapControl[];
}

function simpleBind(judging: Judging, name: string, password: Buffer): Bound {
  const { forest, secure } = judging.context;
  if (password.length === 0) {
    const denied = forest.settings.denyUnauthenticatedBinds && name !== '';
    return nobody(denied ? BindRefusal.unauthenticated : SUCCESS);
  }
  if (forest.settings.requireSecureBinds && !secure) return nobody(BindRefusal.insecure);
  const { refused, caller } = judge(judging, name, proofByBind(password));
  if (refused === undefined) return { result: SUCCESS, caller };
  return nobody({ code: ResultCode.invalidCredentials, diagnosticMessage: refusalText(refused) });
}

/** One step of NTLM ([MS-ADTS] 5.1.1.1.2): who has proven a password is bound, with the layer that was agreed on. */
function negotiatedBind(judging: Judging, step: Step): Bound {
  if ('answer' in step) return nobody(step.answer);
  const { claim, conclude } = step;
  const { forest, secure } = judging.context;
  if (claim.user === '') return nobody(conclude(SUCCESS, undefined).result);
  const layered = wantsLayer(claim.flags);
  if (secure && layered) return nobody(BindRefusal.layerOverTls);
  if (forest.settings.requireSecureBinds && !secure && !layered) return nobody(BindRefusal.insecure);
  const name = nameOf(claim, judging);
  const { refused, caller } = judge(judging, name, claim.proof, 'NTLM');
  if (refused !== undefined) {
    const diagnosticMessage = negotiationRefusalText(refused);
    return nobody(conclude({ code: ResultCode.invalidCredentials, diagnosticMessage }, undefined).result);
  }
  const session = claim.session();
  if (session === undefined) return nobody(BindRefusal.token);
  const { result, signed } = conclude(SUCCESS, session);
  if (result.code !== ResultCode.success) return nobody(result);
  return { result, caller, layer: securityLayer({ ...session, signed }) };
}

/**
 * The name that NTLM means: a domain by either of its names. A domain that neither is in the forest nor trusted is not told
 * from this one (Microsoft KB 102716, "NTLM user authentication").
 */
function nameOf({ user, domain: label }: NtlmClaim, { context, surroundings }: Judging): string {
  const { forest, domain } = context;
  if (label === '' && user.includes('@')) return user;
  const own = forest.domainByNetbios(label) ?? forest.domainByDns(label.toLowerCase());
  if (own === undefined && surroundings.trusts(label))
    return label.includes('.') ? `${user}@${label}` : `${label}\\${user}`;
  return `${(own ?? domain).names.netbios}\\${user}`;
}

/** Judges, and tells the history. */
function judge(
  { context, controls, surroundings }: Judging,
  name: string,
  proof: PasswordProof,
  by?: string,
): { readonly refused?: SubCode; readonly caller?: Caller } {
  const { forest, domain, dc, from: workstation } = context;
  const verdict = authenticate({ forest, domain, dc, name, proof, workstation, surroundings });
  record(context, { name, by }, verdict, requestIdOf(controls));
  const { refused, account } = verdict;
  if (refused !== undefined) return { refused };
  if (account === undefined) return {};
  const home = { forest: verdict.forest ?? forest, domain: verdict.domain ?? domain, dc: verdict.dc ?? dc };
  return { caller: callerOf(home.forest, home.domain, home.dc, account) };
}

function nobody(result: BindResult): Bound {
  return { result, caller: undefined };
}

function record(
  { history, dc, from }: DirectoryContext,
  { name, by }: { readonly name: string; readonly by: string | undefined },
  { account, refused, locked, unlocked, ...more }: Authenticated,
  correlationId: string | undefined,
): void {
  const append = (kind: string, data: Readonly<Record<string, string>>): void =>
    history.append({ component: dc, kind, correlationId, data });
  const judge = more.dc === undefined || more.dc === dc ? {} : { judgedBy: more.dc };
  const named = {
    name: abridged(name),
    from,
    ...(account && { account: account.sam }),
    ...judge,
    ...(by === undefined ? {} : { by }),
  };
  const previous = more.previousPassword === true ? { password: 'previous' } : {};
  if (refused === undefined) append('bind.accepted', { ...named, ...previous });
  else append('bind.refused', { ...named, subCode: refused });
  if (account === undefined) return;
  const about = { account: account.sam, ...(account.upn === undefined ? {} : { upn: account.upn }) };
  if (locked === true) append('account.locked', { ...about, from });
  if (unlocked === true) append('account.unlocked', { ...about, by: 'sign-in' });
}

function requestIdOf(controls: readonly LdapControl[]): string | undefined {
  const value = controls.find(({ oid }) => oid === Oid.requestId)?.value;
  return value === undefined || value.length === 0 || value.length > 128 ? undefined : value.toString('utf8');
}
