import { PROGRAMS, type Program } from './programs.ts';

/** What the entry's arguments ask for: a program to run, or something to say and the exit code to say it with. */
export type Choice =
  { readonly run: Program; readonly name: string } | { readonly say: string; readonly code: number };

/** Pure: arguments in, choice out. */
export function choose(args: readonly string[]): Choice {
  const [name] = args;
  if (name === '--help' || name === '-h' || name === 'help') return { say: help(), code: 0 };
  const run = name === undefined || !Object.hasOwn(PROGRAMS, name) ? undefined : PROGRAMS[name];
  if (run !== undefined && name !== undefined) return { run, name };
  const asked = name === undefined ? 'no program is named' : `there is no program ${JSON.stringify(name)}`;
  return {
    say: `ptalab image: ${asked}. It has: ${Object.keys(PROGRAMS).join(', ')}. --help says what they are.`,
    code: 2,
  };
}

function help(): string {
  const width = Math.max(...Object.keys(PROGRAMS).map((name) => name.length));
  const lines = Object.entries(PROGRAMS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return ['usage: docker run [options] ptalab:<version> <program>', '', ...lines].join('\n');
}
