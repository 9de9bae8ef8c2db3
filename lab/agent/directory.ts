import type { Clock } from '../clock/clock.ts';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';
import { cannotSay, win32Of, Win32, type BindResult } from './outcome.ts';

/** What the directory made of a password. */
export interface Checked {
  readonly win32: number;
  /** The domain controller that answered; none when none could be reached. */
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

/** A domain controller that can be asked. `bind` rejects when it does not answer. */
export interface DomainController {
  readonly name: string;
  bind(request: BindRequest, password: string): Promise<BindResult>;
}

/**
 * Asks the servers in their order, stays with the one that answers, goes on to the next when it no longer does, and
 * says 1311 (no logon servers) when none does.
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
      const result = await server?.bind(request, password).catch((error: unknown) => log(messageOf(error)));
      if (server === undefined || result === undefined || cannotSay(result)) continue;
      preferred = index;
      return { win32: win32Of(result), directoryServer: server.name, bindMs: clock.now() - started };
    }
    return { win32: Win32.noLogonServers };
  };
}
