import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** What a script says of itself. */
export interface ScriptHelp<T extends ParseArgsOptionsConfig> {
  /** As it is called: `npm run differential`. */
  readonly call: string;
  /** What it does, what it needs, and where its results are; a line each. */
  readonly about: readonly string[];
  readonly options: T;
  /** By option; every one has its sentence. */
  readonly meaning: Readonly<Record<keyof T & string, string>>;
  /** Words besides the options, such as `[words …]`, with their sentence; none unless given. */
  readonly words?: { readonly shown: string; readonly meaning: string; readonly oneOf?: readonly string[] };
}

type Values<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>
>['values'];

/** A script's options. `--help` is answered and ends the process; so does a mistake, in one line and with exit code 2. */
export function readOptions<const T extends ParseArgsOptionsConfig>(help: ScriptHelp<T>): Values<T> {
  return readCall(help).values;
}

/** The same, with the words beside them. */
export function readCall<const T extends ParseArgsOptionsConfig>(
  help: ScriptHelp<T>,
): { readonly values: Values<T>; readonly words: readonly string[] } {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(helpText(help));
    process.exit(0);
  }
  try {
    const { options, words } = help;
    const allowPositionals = words !== undefined;
    const { values, positionals } = parseArgs({ args, options, allowPositionals, strict: true });
    const odd = positionals.find((word) => words?.oneOf?.includes(word) === false);
    if (odd !== undefined) throw new RangeError(`'${odd}' is none of ${words?.oneOf?.join(', ') ?? ''}`);
    return { values, words: positionals };
  } catch (error) {
    const [first = 'the options cannot be read'] = (error instanceof Error ? error.message : '').split('. ');
    return usageError(help.call, first);
  }
}

/** A mistake in what was typed: a line of it, and exit code 2. */
export function usageError(call: string, mistake: string): never {
  console.error(`${mistake.replace(/\.$/, '')}. \`${call} -- --help\` lists what there is`);
  process.exit(2);
}

export function helpText<T extends ParseArgsOptionsConfig>(help: ScriptHelp<T>): string {
  const { call, about, options, meaning, words } = help;
  const rows = Object.entries(options).map(([name, { type, default: usual }]): [string, string] => {
    const said =
      usual === undefined || usual === false || usual === '' ? '' : ` (${String(usual)} unless given)`;
    return [`  --${name}${type === 'string' ? ' <value>' : ''}`, `${meaning[name] ?? ''}${said}`];
  });
  if (words !== undefined) rows.unshift([`  ${words.shown}`, words.meaning]);
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  const taken = [
    ...(words === undefined ? [] : [words.shown]),
    ...(Object.keys(options).length === 0 ? [] : ['[options]']),
  ];
  return [
    [call, ...(taken.length === 0 ? [] : ['--', ...taken])].join(' '),
    '',
    ...about,
    ...(rows.length === 0 ? [] : ['', ...rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`)]),
  ].join('\n');
}
