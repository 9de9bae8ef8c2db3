import { EngineError } from './errors.ts';

/** Where an engine's API is served: a socket (or a named pipe), or a TCP port of this machine. */
export type EngineAddress =
  { readonly socketPath: string } | { readonly host: string; readonly port: number };

export interface EngineSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: string;
  /** Whether there is anything at a path. */
  readonly exists: (path: string) => boolean;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/**
 * Where to look for an engine, in order: DOCKER_HOST alone if it is set, otherwise the usual sockets, as testcontainers
 * does. Throws EngineError for an engine elsewhere: the lab's ports are published on the engine's own loopback address.
 */
export function engineAddresses({ env, home, platform }: EngineSurroundings): EngineAddress[] {
  const named = env['DOCKER_HOST'];
  if (named !== undefined && named !== '') return [parse(named)];
  if (platform === 'win32') return [{ socketPath: '//./pipe/docker_engine' }];
  const runtime = env['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    ...(runtime === undefined ? [] : [`${runtime}/docker.sock`]),
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
  ].map((socketPath) => ({ socketPath }));
}

export function sayAddress(address: EngineAddress): string {
  return 'socketPath' in address ? address.socketPath : `${address.host}:${address.port}`;
}

function parse(named: string): EngineAddress {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(named)?.[1];
  if (socket !== undefined) return { socketPath: socket };
  const url = URL.canParse(named) ? new URL(named) : undefined;
  const isTcp = url?.protocol === 'tcp:' || url?.protocol === 'http:';
  if (url !== undefined && isTcp && LOOPBACK.test(url.hostname)) {
    return { host: url.hostname.replace(/[[\]]/g, ''), port: Number(url.port === '' ? 2375 : url.port) };
  }
  throw new EngineError(
    'remote',
    `DOCKER_HOST names ${named}, which is not an engine of this machine`,
    "Unset DOCKER_HOST, or set it to a local socket such as `unix:///var/run/docker.sock`: a lab's ports are published on loopback",
  );
}
