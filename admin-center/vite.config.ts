import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What an administrator downloads: the contract that an agent for the lab is built from. */
function downloads(): Plugin {
  return {
    name: 'downloads',
    generateBundle() {
      const source = readFileSync(here('../docs/agent-contract.md'));
      this.emitFile({ type: 'asset', fileName: 'downloads/agent-contract.md', source });
    },
  };
}

/** Files of its own alone: nothing inline, nothing from elsewhere, so that the strictest content policy holds. */
export default defineConfig({
  root: here('.'),
  logLevel: 'warn',
  plugins: [downloads()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../dist/admin-center'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2023',
    reportCompressedSize: false,
  },
});
