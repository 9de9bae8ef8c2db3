import { enableCompileCache } from 'node:module';

// First of all: what is compiled once is read back at every later start.
enableCompileCache();

const { beginKey } = await import('./early-key.ts');
const key = beginKey(process.env);
const { runProcess } = await import('./process.ts');
await runProcess(key);
