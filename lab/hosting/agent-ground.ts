import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processRunner } from '../agent/process-runner.ts';
import type { AgentRunner } from '../agent/launch.ts';
import { Janitor } from '../processes/janitor.ts';

/** What an agent beside a component stands on, for as long as its lab: made when the first one is started. */
export class AgentGround implements Disposable {
  #janitor: Janitor | undefined;
  #folders: string | undefined;

  get runner(): AgentRunner {
    return processRunner((this.#janitor ??= new Janitor()));
  }

  /** The same for the same host: an agent that is started again finds its registration there. */
  folderOf(host: string): string {
    return join((this.#folders ??= mkdtempSync(join(tmpdir(), 'ptalab-agent-'))), host);
  }

  [Symbol.dispose](): void {
    this.#janitor?.[Symbol.dispose]();
    if (this.#folders !== undefined) rmSync(this.#folders, { recursive: true, force: true });
  }
}
