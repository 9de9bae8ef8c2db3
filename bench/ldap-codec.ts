// node bench/ldap-codec.ts: what reading, writing and carrying LDAP costs, without a directory behind it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { bindRequest, searchRequest } from '../lab/ldap/client-messages.ts';
import { Framing } from '../lab/ldap/framing.ts';
import { Operation } from '../lab/ldap/message.ts';
import { readRequest } from '../lab/ldap/read-request.ts';
import { entryMessage, resultMessage } from '../lab/ldap/responses.ts';
import { cpuMs } from './cpu-time.ts';
import { machine } from './machine.ts';

const CONNECTIONS = 32;
const MEASURED_MS = 4_000;
const IDLE = 1_000;

const bind = bindRequest(7, 'alice.anderson@contoso.com', 'Right-1!-and-some-more', []);
const search = searchRequest(
  7,
  {
    base: 'DC=corp,DC=contoso,DC=com',
    scope: 'sub',
    filter: '(&(objectClass=user)(sAMAccountName=alice))',
    attributes: ['cn', 'mail', 'memberOf'],
    sizeLimit: 0,
  },
  [],
);
const fixed = Object.freeze({ code: 49, diagnosticMessage: '80090308: LdapErr: DSID-0C0903A9, comment: x' });
const entry = {
  dn: 'CN=Alice Anderson,OU=Staff,DC=corp,DC=contoso,DC=com',
  attributes: Array.from(
    { length: 20 },
    (_, at) => [`attribute${at}`, [`some value or other ${at}`]] as const,
  ),
};

/** Nanoseconds per call, the best of five. */
function cost(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    for (let call = 0; call < 50_000; call++) work();
    best = Math.min(best, performance.now() - started);
  }
  return Math.round((best / 50_000) * 1e6);
}

function codec(): Record<string, number> {
  return {
    readBindNs: cost(() => readRequest(bind)),
    readSearchNs: cost(() => readRequest(search)),
    writeFixedResultNs: cost(() => resultMessage(7, Operation.bindResponse, fixed)),
    writeResultNs: cost(() => resultMessage(7, Operation.bindResponse, { ...fixed })),
    writeEntryOf20Ns: cost(() => entryMessage(7, entry)),
  };
}

/** Opens a connection to the server and resolves when it is ready. */
async function open(port: number, secure: boolean): Promise<Socket> {
  const options = { host: '127.0.0.1', port };
  const socket = secure ? connectTls({ ...options, rejectUnauthorized: false }) : connectTcp(options);
  socket.setNoDelay(true);
  await once(socket, secure ? 'secureConnect' : 'connect');
  return socket;
}

/** Binds over kept connections, one at a time on each, for a while. */
async function bindRate(pid: number, port: number, secure: boolean): Promise<object> {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(port, secure)));
  let binds = 0;
  for (const socket of sockets) {
    const framing = new Framing(() => 100_000);
    socket.on('data', (chunk: Buffer) => {
      framing.add(chunk);
      while (framing.next() !== undefined) {
        binds++;
        socket.write(bind);
      }
    });
    socket.write(bind);
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const [countBefore, cpuBefore, from] = [binds, cpuMs(pid), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, MEASURED_MS));
  const [count, cpu, ms] = [binds - countBefore, cpuMs(pid) - cpuBefore, performance.now() - from];
  for (const socket of sockets) socket.destroy();
  return {
    bindsPerCpuSecond: Math.round(count / (cpu / 1_000)),
    bindsPerSecond: Math.round(count / (ms / 1_000)),
  };
}

/** What connections that have bound once and then say nothing take, in megabytes resident. */
async function idleMemory(pid: number, port: number, secure: boolean): Promise<object> {
  const before = residentMb(pid);
  const sockets: Socket[] = [];
  for (let at = 0; at < IDLE; at += 50) {
    sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => open(port, secure)))));
  }
  const answered = sockets.map((socket) => once(socket, 'data'));
  for (const socket of sockets) socket.write(bind);
  await Promise.all(answered);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const after = residentMb(pid);
  for (const socket of sockets) socket.destroy();
  return {
    connections: IDLE,
    beforeMb: before,
    afterMb: after,
    perConnectionKb: Math.round(((after - before) / IDLE) * 1_024),
  };
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1_024);
}

const server = spawn(process.execPath, [new URL('ldap-server.ts', import.meta.url).pathname], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const pid = server.pid ?? 0;
const [line]: string[] = await once(createInterface(server.stdout), 'line');
const ports: { ldap: number; ldaps: number } = JSON.parse(line ?? '');
const report = {
  machine: machine(),
  idleTls: await idleMemory(pid, ports.ldaps, true),
  codec: codec(),
  plain: await bindRate(pid, ports.ldap, false),
  tls: await bindRate(pid, ports.ldaps, true),
};
server.stdin.end();
console.log(JSON.stringify(report, undefined, 2));
