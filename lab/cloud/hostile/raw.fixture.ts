import { connect } from 'node:tls';
import { cloudConfig, type CloudConfigInput } from '../config.ts';
import { emptyLab, type Caller, type EmptyLab } from '../empty-lab.fixture.ts';
import { startCloud, type StartedCloud } from '../start-cloud.ts';

export const LOGIN_HOST = 'login.microsoftonline.com';
export const GRAPH_HOST = 'graph.microsoft.com';

/** What came back over a connection, as it came. */
export interface RawAnswer {
  /** 0 when nothing came. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A request as bytes, for what no HTTP library would send. */
export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A cloud, and connections to its hosts that say whatever the test wants. */
export interface RawBench extends AsyncDisposable {
  readonly empty: EmptyLab;
  readonly cloud: StartedCloud;
  readonly call: Caller;
  send(host: string, request: Sent): Promise<RawAnswer>;
  /** Bytes that need not be a request. */
  bytes(host: string, text: string | Buffer): Promise<RawAnswer>;
}

export async function openRawBench(input: CloudConfigInput = {}): Promise<RawBench> {
  const empty = await emptyLab();
  const cloud = await empty.lab.until(startCloud(cloudConfig.parse(input), empty.context), 'the cloud');
  const call = await empty.caller(cloud.hosts);
  const bytes = async (host: string, text: string | Buffer): Promise<RawAnswer> => {
    const entry = cloud.hosts.find(({ name, port }) => name === host && port === 443);
    if (entry === undefined) throw new Error(`the cloud has no host ${host}`);
    const { address } = await empty.links.open('INTERNET', entry.service);
    const exchanged = exchange(address, host, empty.context.authority.pem, text);
    return empty.lab.until(exchanged, `what ${host} answers`);
  };
  return {
    ...{ empty, cloud, call, bytes },
    send: (host, request) => bytes(host, written(host, request)),
    [Symbol.asyncDispose]: async () => {
      await cloud.stop();
      await empty[Symbol.asyncDispose]();
    },
  };
}

/** HTTP/1.1, after which the connection ends. */
function written(host: string, { method = 'GET', path = '/', headers = {}, body = '' }: Sent): Buffer {
  const content = Buffer.from(body);
  const all = {
    host,
    connection: 'close',
    ...(content.length > 0 && { 'content-length': String(content.length) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), content]);
}

function exchange(
  address: { readonly host: string; readonly port: number },
  servername: string,
  ca: string,
  bytes: string | Buffer,
): Promise<RawAnswer> {
  return new Promise((done) => {
    const socket = connect({ ...address, servername, ca });
    const chunks: Buffer[] = [];
    const finish = (): void => done(answerIn(Buffer.concat(chunks).toString('utf8')));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A service that has had enough closes while there is more to say: what it said counts.
    socket.on('error', finish);
    socket.on('close', finish);
    socket.write(bytes);
  });
}

function answerIn(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const head = end < 0 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: end < 0 ? '' : text.slice(end + 4),
  };
}
