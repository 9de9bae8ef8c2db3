import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../clock/clock.ts';
import { createAnswerSender } from './answer.ts';
import type { BootstrapPorts } from './bootstrap.ts';
import type { AgentConfig } from './config.ts';
import { createDecrypt } from './decrypt.ts';
import { createCheck } from './directory.ts';
import { AgentConfigError, messageOf } from './errors.ts';
import { firstBootstrap, Heartbeat } from './heartbeat.ts';
import { createHttpCaller, type HttpCaller } from './http.ts';
import { identityOf, type Identity } from './identity.ts';
import { InHand } from './in-hand.ts';
import { LdapPool } from './ldap-pool.ts';
import { Listener } from './listener.ts';
import type { Log } from './log.ts';
import { register } from './register.ts';
import { handleRequest, type RequestPorts } from './request.ts';
import { loadRegistration, saveRegistration } from './state-directory.ts';
import { openTls } from './tunnel.ts';

/** What the process around the agent gives it. */
export interface AgentPorts {
  /** The key to register with, when one is being generated already. */
  readonly key?: Promise<KeyObject> | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Says that the agent listens. */
  readonly ready: (agentId: string) => void;
  /** Resolves when the agent is to drain. */
  readonly drain: Promise<void>;
}

/** An agent's whole life: identity → bootstrap → listen → ready → drain. Resolves when drained. */
export async function runAgent(config: AgentConfig, ports: AgentPorts): Promise<void> {
  const identity = await ownIdentity(config, ports);
  const http = createHttpCaller({ proxy: config.proxy, trust: config.trust, identity });
  const service = { ...ports, ...config, identity, post: http.post } satisfies BootstrapPorts;
  const first = await Promise.race([firstBootstrap(service, ports.log), ports.drain]);
  if (first === undefined) return;
  const heartbeat = new Heartbeat(service, first, ports.log);
  const inHand = new InHand();
  const listeners = listen(config, ports, identity, http, heartbeat, inHand);
  void Promise.any(listeners.map((listener) => listener.listening)).then(() => ports.ready(identity.agentId));
  await Promise.race([ports.drain, heartbeat.run()]);
  ports.log('draining');
  await drain(listeners, inHand);
  http.close();
}

/** No new requests; those in hand, and those on their way, are answered; then the connections go. */
async function drain(listeners: readonly Listener[], inHand: InHand): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.detach()));
  await inHand.finished();
  for (const listener of listeners) listener.close();
}

/** The registration of the state directory; without one the agent registers, once. */
async function ownIdentity(config: AgentConfig, { key, clock, log }: AgentPorts): Promise<Identity> {
  const kept = loadRegistration(config.stateDirectory);
  if (kept !== undefined) return identityOf(kept);
  const http = createHttpCaller(config);
  const token = readToken(config.registration.tokenFile);
  const { machineName, agentVersion, keyBits } = config;
  const request = { url: config.registration.url.href, token, machineName, agentVersion, keyBits, key };
  const granted = await register(request, http.post, clock);
  saveRegistration(config.stateDirectory, granted);
  log(`registered as ${granted.agentId}`);
  http.close();
  return identityOf(granted);
}

function readToken(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new AgentConfigError(`registration.tokenFile: ${messageOf(error)}`);
  }
}

function listen(
  config: AgentConfig,
  { clock, log }: AgentPorts,
  identity: Identity,
  http: HttpCaller,
  heartbeat: Heartbeat,
  inHand: InHand,
): Listener[] {
  const settings = (): Heartbeat['settings'] => heartbeat.settings;
  const servers = config.directory.servers.map(
    (server) => new LdapPool({ server, trust: config.trust, clock }),
  );
  const request: RequestPorts = {
    keyId: identity.keyId,
    decrypt: createDecrypt(identity.privateKey),
    checkPassword: createCheck(servers, clock, log),
    answer: createAnswerSender({ clock, post: http.post, log, settings }),
    log,
  };
  const onMessage = (body: Buffer): Promise<void> => {
    const work = handleRequest(body, request);
    inHand.take(work);
    return work;
  };
  const dial = (url: URL, signal: AbortSignal): ReturnType<typeof openTls> => {
    const target = { hostname: url.hostname, port: Number(url.port || 443), proxy: config.proxy, signal };
    return openTls(target, http.secureContext);
  };
  const renew = (): Promise<void> => heartbeat.renew();
  return settings().queue.map(
    (_queue, index) => new Listener(index, { clock, log, settings, renew, dial, onMessage }),
  );
}
