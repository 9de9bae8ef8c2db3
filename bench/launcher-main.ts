import { enableCompileCache } from 'node:module';

enableCompileCache();
const { startLab } = await import('../lab/launchers/index.ts');
const { managedEstate } = await import('./estates.ts');
const { firstSignIn } = await import('./first-sign-in.ts');

/** `launcher-main.ts process 1`: a lab of that launcher with so many agents, in milliseconds since this process began. */
const [, , launcher, agents] = process.argv;
const lab = await startLab({
  launcher: launcher === 'docker' ? 'docker' : 'process',
  lab: managedEstate(Number(agents)),
});
const upMs = performance.now();
await firstSignIn(lab);
const signedInMs = performance.now();
await lab.stop();
console.log(JSON.stringify({ upMs, signedInMs, downMs: performance.now() - signedInMs }));
