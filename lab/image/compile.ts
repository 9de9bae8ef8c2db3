import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './places.ts';
import { programSources } from './sources.ts';

/**
 * Compiles them into `dist`, file by file, with the options of the published build. Types are not checked again: that is
 * what the tests are for, and it takes ten times as long.
 */
export function compile(dist: string): void {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  // One file by itself does not say that it is a module: the package's description does.
  const { ESNext } = ts.ModuleKind;
  const alone = {
    module: ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: false,
    incremental: false,
  };
  const compilerOptions = { ...options, ...alone };
  for (const file of programSources()) {
    const { outputText } = ts.transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
      fileName: join(ROOT, file),
      compilerOptions,
    });
    const target = join(dist, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
