import { execFile } from 'node:child_process';

/** Runs a program and answers its standard output; undefined when it is not there or fails. */
export type Runner = (command: string, args: readonly string[]) => Promise<string | undefined>;

const LIMIT_MS = 10_000;

export const runProgram: Runner = (command, args) =>
  new Promise((resolve) => {
    execFile(command, [...args], { timeout: LIMIT_MS, maxBuffer: 65_536 }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : undefined),
    );
  });
