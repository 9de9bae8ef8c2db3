import { enableCompileCache } from 'node:module';

enableCompileCache();

const { runStanding } = await import('./program.ts');
await runStanding(process.env).catch((error: unknown) => {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(3);
});
