import { enableCompileCache } from 'node:module';

// First of all: what is compiled once is read back at every later start.
enableCompileCache();

const { runProcess } = await import('./process.ts');
await runProcess();
