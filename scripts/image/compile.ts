import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './places.ts';

const NOT_IN_THE_PACKAGE = /(\.d|\.test|\.fixture)\.ts$|\/(testing|test-[^/]+)\.ts$/;

/** The sources under `lab/` that the published package has compiled. */
export function programSources(): string[] {
  return globSync('lab/**/*.ts', { cwd: ROOT })
    .filter((file) => !NOT_IN_THE_PACKAGE.test(file))
    .sort();
}

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
