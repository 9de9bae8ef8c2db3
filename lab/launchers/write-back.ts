import type { ConnectControl } from '../connect/index.ts';
import type { PasswordOrder } from '../hosting/orders.ts';

type Result = Awaited<ReturnType<ConnectControl['writePassword']>>;

/** The primary Connect server sets the password; a staging server writes nothing back (documented: staging mode). */
export async function writeBack(order: PasswordOrder, servers: Iterable<ConnectControl>): Promise<Result> {
  for (const server of servers) {
    const { role } = await server.status({});
    if (role === 'primary') return server.writePassword(order);
  }
  return { result: 'unreachable' };
}
