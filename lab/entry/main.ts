import { enableCompileCache } from 'node:module';

// The image carries what was compiled when it was built.
enableCompileCache();

const { choose } = await import('./choose.ts');
const { noteReadiness } = await import('./ready-file.ts');

/** The image's one entry point: the first argument names the program that this container is. */
const choice = choose(process.argv.slice(2));
if ('say' in choice) {
  const output = choice.code === 0 ? process.stdout : process.stderr;
  output.write(`${choice.say}\n`, () => process.exit(choice.code));
} else {
  noteReadiness(process.stdout);
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  await import(new URL(`../${choice.run.module}${extension}`, import.meta.url).href);
}
