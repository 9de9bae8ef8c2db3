import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, TLSSocket } from 'node:tls';
import type { SecureContext, SecureVersion } from 'node:tls';
import { BerReader } from '../../lab/ldap/ber-reader.ts';
import { Framing } from '../../lab/ldap/framing.ts';

export interface Way {
  readonly host: string;
  readonly port: number;
  /** Undefined: in clear. */
  readonly tls?: SecureVersion | undefined;
  /** Groups offered for the key exchange, the first of them with a share; X25519 before P-256 unless given. */
  readonly groups?: string | undefined;
}

/** What was agreed on, so that nobody is given an easier task. */
export interface Agreed {
  readonly protocol: string;
  readonly cipher: string;
  readonly key: string;
}

const LARGEST = 16 * 1024 * 1024;
const SEARCH_ENTRY = 0x64;

const contexts = new Map<string, SecureContext>();

/** Made once for all connections, or the client would be busy with that alone. It keeps no sessions. */
function contextOf(version: SecureVersion, groups: string): SecureContext {
  const name = `${version} ${groups}`;
  const known = contexts.get(name);
  if (known !== undefined) return known;
  const made = createSecureContext({ minVersion: version, maxVersion: version, ecdhCurve: groups, ca: [] });
  contexts.set(name, made);
  return made;
}

/** A connection that asks one thing at a time and takes the last message of each answer. */
export class Connection {
  readonly #socket: Socket;
  readonly #framing = new Framing(() => LARGEST);
  #answered: ((code: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const fail = (error: Error): void => this.#failed?.(error);
    socket.on('data', (chunk: Buffer) => this.#take(chunk)).on('error', fail);
    socket.once('close', () => fail(new Error('the server has closed the connection')));
  }

  /** A full handshake: nothing of an earlier session is offered. The certificate is not looked at: that is the client's time. */
  static async open({ host, port, tls, groups = 'X25519:P-256' }: Way): Promise<Connection> {
    if (tls === undefined) {
      const socket = connectTcp({ host, port, noDelay: true });
      await once(socket, 'connect');
      return new Connection(socket);
    }
    const socket = connectTls({
      host,
      port,
      secureContext: contextOf(tls, groups),
      rejectUnauthorized: false,
    });
    socket.setNoDelay(true);
    await once(socket, 'secureConnect');
    if (socket.isSessionReused()) throw new Error('a TLS session was resumed');
    return new Connection(socket);
  }

  /** Result code of the answer. Rejects when the connection ends. */
  ask(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  agreed(): Agreed | undefined {
    const socket = this.#socket;
    if (!(socket instanceof TLSSocket)) return undefined;
    const { name, version } = socket.getCipher();
    const { name: curve = '' } = socket.getEphemeralKeyInfo() as { name?: string };
    const { asn1Curve = 'RSA' } = socket.getPeerCertificate() as { asn1Curve?: string };
    return {
      protocol: version,
      cipher: name,
      key: `${asn1Curve} certificate, ${curve}`,
    };
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    for (const message of this.#framing.push(chunk)) {
      const reader = new BerReader(message);
      reader.open('message');
      reader.integer('message id');
      const tag = reader.peek() ?? 0;
      if (tag === SEARCH_ENTRY || tag === 0x73) continue;
      reader.open('response', tag);
      this.#answered?.(reader.integer('result code', 0x0a));
    }
  }
}
