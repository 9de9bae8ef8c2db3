import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineApi } from './engine-api.ts';

export interface FakeEngine extends AsyncDisposable {
  readonly socketPath: string;
  readonly api: EngineApi;
  /** What it was asked, as `GET /version`. */
  readonly asked: string[];
}

/** Something that answers on a socket as an engine would: JSON by method and path, 404 for the rest. */
export async function fakeEngine(answers: Readonly<Record<string, unknown>>): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-engine-'));
  const socketPath = join(folder, 'docker.sock');
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const call = `${request.method} ${request.url}`;
    asked.push(call);
    answer.statusCode = Object.hasOwn(answers, call) ? 200 : 404;
    answer.end(JSON.stringify(answers[call] ?? { message: 'not found' }));
  });
  await new Promise<void>((listening) => server.listen(socketPath, listening));
  const close = async (): Promise<void> => {
    await new Promise((closed) => server.close(closed));
    rmSync(folder, { recursive: true });
  };
  return { socketPath, asked, api: new EngineApi({ socketPath }), [Symbol.asyncDispose]: close };
}
