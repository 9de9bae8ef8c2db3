import { delayAfter, RECONNECT } from './back-off.ts';
import { bootstrap, FIRST_TIMEOUT_MS, type BootstrapPorts } from './bootstrap.ts';
import type { BootstrapDocument } from './bootstrap-document.ts';
import { BootstrapRefusedError, messageOf, UnexpectedReplyError } from './errors.ts';
import type { Log } from './log.ts';
import { reportStatus } from './status-report.ts';

/** The first bootstrap, tried until the service answers. Throws BootstrapRefusedError. */
export async function firstBootstrap(ports: BootstrapPorts, log: Log): Promise<BootstrapDocument> {
  for (let failures = 0; ;) {
    const status = { initial: true, consecutiveFailures: failures };
    try {
      return await bootstrap(ports, status, FIRST_TIMEOUT_MS);
    } catch (error) {
      await afterFailure(ports, error, ++failures, FIRST_TIMEOUT_MS, log);
    }
    await ports.clock.sleep(delayAfter(failures, RECONNECT), 'next attempt to bootstrap');
  }
}

/**
 * Bootstraps again at each interval, which is the heartbeat too, and out of turn when asked. A lost heartbeat stops
 * nothing: the agent goes on listening.
 */
export class Heartbeat {
  /** What the latest bootstrap said. */
  settings: BootstrapDocument;
  readonly #ports: BootstrapPorts;
  readonly #log: Log;
  readonly #refused = Promise.withResolvers<never>();
  #failures = 0;
  #beating: Promise<void> | undefined;

  constructor(ports: BootstrapPorts, first: BootstrapDocument, log: Log) {
    this.#ports = ports;
    this.settings = first;
    this.#log = log;
    this.#refused.promise.catch(() => undefined);
  }

  /** Never resolves; rejects with BootstrapRefusedError when the service no longer knows the agent. */
  run(): Promise<never> {
    return Promise.race([this.#refused.promise, this.#beatForever()]);
  }

  /** Bootstraps now, or waits for the bootstrap under way. Never rejects. */
  renew(): Promise<void> {
    this.#beating ??= this.#beat().finally(() => (this.#beating = undefined));
    return this.#beating;
  }

  async #beatForever(): Promise<never> {
    for (;;) {
      await this.#ports.clock.sleep(this.settings.bootstrapMs, 'bootstrap');
      await this.renew();
    }
  }

  async #beat(): Promise<void> {
    const { requestTimeoutMs } = this.settings;
    const status = { initial: false, consecutiveFailures: this.#failures };
    try {
      this.settings = await bootstrap(this.#ports, status, requestTimeoutMs);
      this.#failures = 0;
    } catch (error) {
      const told = afterFailure(this.#ports, error, ++this.#failures, requestTimeoutMs, this.#log);
      await told.catch((refused: unknown) => this.#refused.reject(refused));
    }
  }
}

/** When nothing came back over port 443, the status goes over 8080. */
async function afterFailure(
  ports: BootstrapPorts,
  error: unknown,
  failures: number,
  limitMs: number,
  log: Log,
): Promise<void> {
  if (error instanceof BootstrapRefusedError) throw error;
  log(`bootstrap failed (${failures} in a row): ${messageOf(error)}`);
  if (error instanceof UnexpectedReplyError) return;
  await reportStatus(ports, failures, limitMs).catch((failed: unknown) => log(messageOf(failed)));
}
