import { createServer } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { wallClock } from '../lab/clock/wall-clock.ts';
import { serveLdap } from '../lab/ldap/connection.ts';
import type { LdapHandler } from '../lab/ldap/handler.ts';
import { Authority } from '../lab/pki/authority.ts';

/** The LDAP server with next to nothing behind it: everybody is let in. Prints its ports, for LDAP and LDAPS. */
const success = Object.freeze({ code: 0 });
const handler: LdapHandler = {
  authenticated: true,
  bind: () => success,
  search: () => ({ entries: [], result: success }),
  add: () => success,
  modify: () => success,
  modifyDn: () => success,
  delete: () => success,
  compare: () => success,
  extended: () => success,
};

const authority = await Authority.create('CN=Bench CA');
const secureContext = createSecureContext(await authority.issueServer(['dc1.test']));
const options = { clock: wallClock('bench'), onDefect: (error: unknown) => console.error(error) };

async function listen(secure: boolean): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    const stream = secure ? new TLSSocket(socket, { isServer: true, secureContext }) : socket;
    void serveLdap(stream, handler, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

process.stdin.resume().once('end', () => process.exit(0));
console.log(JSON.stringify({ ldap: await listen(false), ldaps: await listen(true) }));
