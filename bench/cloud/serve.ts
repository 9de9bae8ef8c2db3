import { readFileSync } from 'node:fs';
import type { Order, Ready } from './served.ts';

/** The order that this process was started with. */
export function readOrder(): Order {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Order;
}

/** Says that it serves; the end of its input ends the process. */
export function serve(ready: Ready): void {
  console.log(JSON.stringify(ready));
  process.stdin.resume().once('end', () => process.exit(0));
}

/** Forms of every user, one after another. */
export function forms(users: readonly string[], path: string, common: Readonly<Record<string, string>>) {
  return users.map((username) => ({
    path,
    body: new URLSearchParams({ ...common, username }).toString(),
  }));
}
