import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folders of agents for as long as their lab: one that is started again finds its registration there. */
export class AgentFolders implements Disposable {
  #all: string | undefined;

  of(host: string): string {
    return join((this.#all ??= mkdtempSync(join(tmpdir(), 'ptalab-agent-'))), host);
  }

  [Symbol.dispose](): void {
    if (this.#all !== undefined) rmSync(this.#all, { recursive: true, force: true });
  }
}
