// What Node's TLS alone allows: a server that answers every request with success, and looks at nothing.
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { resultMessage } from '../../lab/ldap/responses.ts';
import { Operation } from '../../lab/ldap/message.ts';
import { Authority } from '../../lab/pki/authority.ts';

const MESSAGE_ID = 7;
const answer = resultMessage(MESSAGE_ID, Operation.bindResponse, { code: 0 });
const authority = await Authority.create('CN=Bench CA');
const secureContext = createSecureContext(await authority.issueServer(['bound']));

function serve(stream: Socket): void {
  stream.on('error', () => stream.destroy());
  stream.on('data', () => stream.write(answer));
}

async function listen(secure: boolean): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    serve(secure ? new TLSSocket(socket, { isServer: true, secureContext }) : socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

process.stdin.resume().once('end', () => process.exit(0));
console.log(JSON.stringify({ ldap: await listen(false), ldaps: await listen(true) }));
