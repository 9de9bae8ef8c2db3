import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The janitor's program: remembers what it is told, and sweeps it when standard input closes. */
const processes = new Set<number>();
const paths = new Set<string>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [what = '', ...rest] = line.split(' ');
    const value = rest.join(' ');
    if (what === '+process') processes.add(Number(value));
    if (what === '-process') processes.delete(Number(value));
    if (what === '+path') paths.add(value);
    if (what === '-path') paths.delete(value);
  })
  .on('close', () => {
    for (const pid of processes) killGroup(pid);
    for (const path of paths) rmSync(path, { recursive: true, force: true });
    process.exit(0);
  });

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
