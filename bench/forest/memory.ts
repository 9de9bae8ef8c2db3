import { bindRequest } from '../../lab/ldap/client-messages.ts';
import { wallSleep } from '../../lab/clock/wall.ts';
import { Connection } from './connection.ts';
import { groupStat } from './group-stat.ts';
import type { Served } from './served.ts';

/** What connections that do nothing hold, of a server of any kind. */
export interface IdleConnections {
  readonly server: string;
  readonly connections: number;
  readonly beforeMB: number;
  readonly withThemMB: number;
}

const AT_ONCE = 50;
const SETTLE_MS = 1_000;

/** Opens bound LDAPS connections and leaves them alone. */
export async function idleConnections(served: Served, count: number): Promise<IdleConnections> {
  await served.collectGarbage?.();
  const beforeMB = groupStat(served.group).residentMB;
  const open: Connection[] = [];
  while (open.length < count) {
    const some = Array.from({ length: AT_ONCE }, () => bound(served));
    open.push(...(await Promise.all(some)));
  }
  await wallSleep(SETTLE_MS);
  await served.collectGarbage?.();
  const withThemMB = groupStat(served.group).residentMB;
  for (const connection of open) connection.close();
  return { server: served.name, connections: open.length, beforeMB, withThemMB };
}

async function bound(served: Served): Promise<Connection> {
  const connection = await Connection.open({ host: served.host, port: served.ldaps, tls: 'TLSv1.3' });
  await connection.ask(bindRequest(1, served.nameOf(1), served.password, []));
  return connection;
}
