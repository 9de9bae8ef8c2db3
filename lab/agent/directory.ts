import type { Clock } from '../clock/clock.ts';
import { BindUnansweredError, messageOf } from './errors.ts';
import type { Log } from './log.ts';
import { cannotSay, win32Of, Win32, type BindResult } from './outcome.ts';

/** What the directory made of a password. */
export interface Checked {
  readonly win32: number;
  /** The domain controller that was asked; none when none could be reached. */
  readonly directoryServer?: string;
  /** Milliseconds. */
  readonly bindMs?: number;
}

export interface BindRequest {
  readonly requestId: string;
  readonly userPrincipalName: string;
}

/** Checks a password by a bind. Never rejects. */
export type CheckPassword = (request: BindRequest, password: string) => Promise<Checked>;

/** A domain controller that can be asked. `bind` rejects with BindUnansweredError once it was asked, else before. */
export interface DomainController {
  readonly name: string;
  bind(request: BindRequest, password: string): Promise<BindResult>;
}

/**
 * Asks the servers in their order, stays with the one that answers, goes on to the next when it cannot be reached, and
 * says 1311 (no logon servers) when none can. A server that was asked and does not answer is left, but for this
 * password no other is asked: a wrong one must not count twice.
 */
export function createCheck(
  servers: readonly DomainController[],
  clock: Pick<Clock, 'now'>,
  log: Log,
): CheckPassword {
  let preferred = 0;
  return async (request, password) => {
    const started = clock.now();
    const first = preferred;
    for (const step of servers.keys()) {
      const index = (first + step) % servers.length;
      const server = servers[index];
      if (server === undefined) continue;
      const result = await ask(server, request, password, log);
      if (result === 'unanswered') {
        preferred = (index + 1) % servers.length;
        return { win32: Win32.noLogonServers, directoryServer: server.name };
      }
      if (result === 'unreachable' || cannotSay(result)) continue;
      preferred = index;
      return { win32: win32Of(result), directoryServer: server.name, bindMs: clock.now() - started };
    }
    return { win32: Win32.noLogonServers };
  };
}

async function ask(
  server: DomainController,
  request: BindRequest,
  password: string,
  log: Log,
): Promise<BindResult | 'unreachable' | 'unanswered'> {
  try {
    return await server.bind(request, password);
  } catch (error) {
    log(messageOf(error));
    return error instanceof BindUnansweredError ? 'unanswered' : 'unreachable';
  }
}
