import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { serveLdap } from '../ldap/connection.ts';
import { Authority } from '../pki/authority.ts';
import { BindUnansweredError } from './errors.ts';
import { LdapPool } from './ldap-pool.ts';

const success = { code: 0, matchedDn: '', diagnosticMessage: '' };
const request = { requestId: 'r1', userPrincipalName: 'alice@contoso.com' };

let server: Server;
let pool: LdapPool;
let binds: number;
/** What becomes of the next bind. */
let onBind: (socket: TLSSocket) => void;
const sockets = new Set<Socket>();
beforeEach(async () => {
  [binds, onBind] = [0, () => undefined];
  const authority = await Authority.create('CN=Lab CA');
  const clock = new LabClock({ epoch: 0, mode: 'frozen' }).for('AGENT1');
  server = createServer(await authority.issueServer(['dc1.test']), (socket) => {
    sockets.add(socket);
    const bind = (): typeof success => {
      binds++;
      onBind(socket);
      return success;
    };
    const other = (): typeof success => success;
    const search = (): { entries: []; result: typeof success } => ({ entries: [], result: success });
    const writes = { add: other, modify: other, modifyDn: other, delete: other };
    const handler = { authenticated: true, bind, search, compare: other, extended: other, ...writes };
    void serveLdap(socket, handler, { clock, onDefect: () => undefined });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const controller = { name: 'dc1.test', host: '127.0.0.1', port };
  pool = new LdapPool({ server: controller, trust: [authority.pem], clock });
});
afterEach(() => {
  pool.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server.close();
});

test('a bind that was sent over a warm connection is not sent again', async () => {
  await pool.bind(request, 'x');
  onBind = (socket) => socket.destroy();
  await expect(pool.bind(request, 'x')).rejects.toThrow(BindUnansweredError);
  expect(binds).toBe(2);
});

test('a warm connection that is known to be gone is replaced', async () => {
  await pool.bind(request, 'x');
  const gone = [...sockets].map((socket) => once(socket, 'close'));
  for (const socket of sockets) socket.end();
  await Promise.all(gone);
  await setImmediate();
  sockets.clear();
  expect(await pool.bind(request, 'x')).toMatchObject({ code: 0 });
  expect([binds, sockets.size]).toEqual([2, 1]);
});

test('a server that cannot be reached was not asked', async () => {
  server.close();
  await expect(pool.bind(request, 'x')).rejects.not.toThrow(BindUnansweredError);
});
