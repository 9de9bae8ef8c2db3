import { enableCompileCache } from 'node:module';

enableCompileCache();
const { startLab } = await import('../lab/launchers/index.ts');
const { managedEstate } = await import('./estates.ts');
const { firstSignIn } = await import('./first-sign-in.ts');

const lab = await startLab({ lab: managedEstate(1) });
const up = performance.now();
await firstSignIn(lab);
console.log(JSON.stringify({ upMs: up, signedInMs: performance.now() }));
await lab.stop();
