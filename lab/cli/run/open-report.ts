import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The program that opens a file as a double click does, by platform. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a report to whoever sits there; where no browser can be opened, its path has been printed. */
export function openReport(path: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? [];
  if (command === undefined || !existsSync(path)) return;
  const opener = spawn(command, [...args, path], { stdio: 'ignore', detached: true });
  opener.once('error', () => undefined);
  opener.unref();
}
