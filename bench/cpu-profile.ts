import { Session, type Profiler } from 'node:inspector';
import { readFileSync } from 'node:fs';

/** Milliseconds of an event loop by part of the program. */
export type Parts = readonly (readonly [part: string, ms: number])[];

/** Samples this process until stopped; answers where its event loop was. */
export function startProfile(): () => Promise<Parts> {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  session.post('Profiler.start');
  return () =>
    new Promise((resolve, reject) => {
      session.post('Profiler.stop', (error, result) => {
        session.disconnect();
        if (error === null) resolve(partsOf(result.profile));
        else reject(error);
      });
    });
}

/** Of a profile that `node --cpu-prof` wrote. */
export function readProfile(path: string): Parts {
  return partsOf(JSON.parse(readFileSync(path, 'utf8')) as Profiler.Profile);
}

/**
 * Time by the source of the innermost frame that has one: native work (a write, an HMAC) is its caller's. Idle time is
 * left out; what has no caller, such as `(garbage collector)`, goes by its own name.
 */
function partsOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Parts {
  const partOf = new Map<number, string>();
  const visit = (node: Profiler.ProfileNode, caller: string): void => {
    const part = sourceOf(node.callFrame) ?? caller;
    partOf.set(node.id, part);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) visit(child, part);
    }
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [root] = nodes;
  if (root !== undefined) visit(root, '(native)');
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const part = partOf.get(id) ?? '(native)';
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  });
  times.delete('(idle)');
  return [...times].sort(([, a], [, b]) => b - a);
}

/** `lab/cloud/queue`, `rhea`, `node:internal/crypto`, or what V8 calls a thing without a source. */
function sourceOf({ url, functionName }: Profiler.ProfileNode['callFrame']): string | undefined {
  if (url === '') return /^\((?!root|anonymous)/.test(functionName) ? functionName : undefined;
  const [, module] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (module !== undefined) return module;
  const [, own] = /\/((?:lab|bench|dist)\/.*)\/[^/]+$/.exec(url) ?? [];
  if (own !== undefined) return own;
  return url.startsWith('node:') ? url.split('/').slice(0, 2).join('/') : url;
}
