import { once } from 'node:events';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { openForestBench } from './testing.ts';

test.each([
  [false, 'TLSv1.2'],
  [true, 'TLSv1.3'],
])('with tls13: %s LDAPS speaks at most %s', async (tls13, protocol) => {
  await using bench = await openForestBench({ tls13 });
  const port = await bench.portOf('DC1/ldaps');
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'dc1.corp.contoso.com',
    ca: bench.authority.pem,
  });
  await once(socket, 'secureConnect');
  expect(socket.getProtocol()).toBe(protocol);
  socket.destroy();
});
