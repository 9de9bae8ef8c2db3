// The cloud in a process of its own, served as in a lab: behind links, on a flowing clock, with its history on disk.
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { raiseCloud } = await import('./ours.ts');
await raiseCloud();
