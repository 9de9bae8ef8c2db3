import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import type { Entry } from './entries.ts';
import { patch } from './patch.ts';

const LEFT_OUT = ['node_modules', 'reports', 'dist', '.git', '.ptalab'];

/** A copy of the repository with one thing broken; gone when disposed. */
export class BrokenTree implements Disposable {
  readonly path: string;

  /** Throws PatchError, leaving nothing behind. */
  constructor(root: string, { file, find, replace }: Pick<Entry, 'file' | 'find' | 'replace'>) {
    const broken = patch(file, readFileSync(join(root, file), 'utf8'), find, replace);
    this.path = mkdtempSync(join(tmpdir(), 'ptalab-sabotage-'));
    cpSync(root, this.path, {
      recursive: true,
      filter: (source) => relative(root, source).includes('/') || !LEFT_OUT.includes(basename(source)),
    });
    symlinkSync(join(root, 'node_modules'), join(this.path, 'node_modules'), 'dir');
    writeFileSync(join(this.path, file), broken);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
