import { expect, test } from 'vitest';
import { bindRequest, extended, searchRequest } from './client-messages.ts';
import { encodeMessage } from './encoding.ts';
import type { LdapHandler } from './handler.ts';
import { Oid } from './oids.ts';
import type { SecurityLayer } from './security-layer.ts';
import { everybody, Line } from './testing.ts';

const bind = bindRequest(1, 'ada', 'x', []);
const whoAmI = (id: number): Buffer => encodeMessage(id, extended(Oid.whoAmI));
const plain: SecurityLayer = { encrypts: false, wrap: (clear) => clear, unwrap: (wrapped) => wrapped };

/** Agrees on a layer at the first bind, and notes what it was asked in whose name. */
function layered(asked: string[], slow = false): LdapHandler {
  let layer: SecurityLayer | undefined;
  return {
    ...everybody,
    bind: () => {
      layer = plain;
      return slow ? new Promise((resolve) => setImmediate(() => resolve({ code: 0 }))) : { code: 0 };
    },
    takeLayer: () => {
      const agreed = layer;
      layer = undefined;
      return agreed;
    },
    extended: ({ oid }) => {
      asked.push(oid);
      return { code: 0, oid };
    },
  };
}

test.each([
  ['answered at once', false],
  ['answered later', true],
])(
  'what stands in clear behind a bind that agrees on a layer and is %s is not carried out',
  async (_, slow) => {
    const asked: string[] = [];
    const line = new Line(layered(asked, slow)).send(bind, whoAmI(2), whoAmI(3)).listen();
    await line.rest();
    expect(asked).toEqual([]);
    expect(line.defects).toEqual([]);
  },
);

test('requests that wait behind the bind for a search to end are not carried out either', async () => {
  const asked: string[] = [];
  const walk = (function* () {
    for (let n = 0; n < 3; n++) yield undefined;
    return { result: { code: 0 } };
  })();
  const handler = { ...layered(asked), search: () => walk };
  const find = searchRequest(
    9,
    { base: '', scope: 'sub', filter: '(a=*)', attributes: [], sizeLimit: 0 },
    [],
  );
  const line = new Line(handler).send(find, bind, whoAmI(2)).listen();
  await line.rest();
  expect(asked).toEqual([]);
});

test('TLS does not begin inside a layer', async () => {
  const line = new Line(layered([]), { startTls: (stream) => stream }).send(bind).listen();
  expect(await line.answers(1)).toEqual(['1:61:0']);
  const startTls = encodeMessage(2, extended(Oid.startTls));
  const framed = Buffer.concat([Buffer.from([0, 0, 0, startTls.length]), startTls]);
  line.peer.removeAllListeners('data');
  const answer = new Promise<Buffer>((resolve) => line.peer.once('data', resolve));
  line.send(framed);
  const bytes = await answer;
  // Result code operationsError, behind the layer's length and the headers of message and response.
  expect(bytes.subarray(4).includes(Buffer.from('0a0101', 'hex'))).toBe(true);
});
