import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the built app. */
export interface BuiltFile {
  readonly type: string;
  readonly body: Buffer;
  /** Its name changes with its content. */
  readonly hashed: boolean;
}

/** By path, such as `/assets/index-1a2b3c4d.js`. */
export type BuiltFiles = ReadonlyMap<string, BuiltFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Where `npm run build` puts it; the compiled lab lies beside it. */
const FOLDER = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../../dist/admin-center/' : '../../../admin-center/',
    import.meta.url,
  ),
);

/** All files of the built app, read whole: what is not among them cannot be asked for. Undefined when it is not built. */
export function readBuiltFiles(folder = FOLDER): BuiltFiles | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  const files = new Map<string, BuiltFile>();
  for (const path of globSync('**/*', { cwd: folder })) {
    const type = TYPES[extname(path)];
    const file = join(folder, path);
    if (type === undefined || !statSync(file).isFile()) continue;
    const name = `/${path.split(sep).join('/')}`;
    files.set(name, { type, body: readFileSync(file), hashed: name.startsWith('/assets/') });
  }
  return files;
}
