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
}

type Values<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: false; strict: true }>
>['values'];

/** A script's options. `--help` is answered and ends the process; so does a mistake, in one line and with exit code 2. */
export function readOptions<const T extends ParseArgsOptionsConfig>(help: ScriptHelp<T>): Values<T> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(helpText(help));
    process.exit(0);
  }
  try {
    return parseArgs({ args, options: help.options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    const [first = 'the options cannot be read'] = (error instanceof Error ? error.message : '').split('. ');
    console.error(`${first}. \`${help.call} -- --help\` lists what there is`);
    process.exit(2);
  }
}

export function helpText<T extends ParseArgsOptionsConfig>({
  call,
  about,
  options,
  meaning,
}: ScriptHelp<T>): string {
  const rows = Object.entries(options).map(([name, { type, default: usual }]) => {
    const said =
      usual === undefined || usual === false || usual === '' ? '' : ` (${String(usual)} unless given)`;
    return [`  --${name}${type === 'string' ? ' <value>' : ''}`, `${meaning[name] ?? ''}${said}`] as const;
  });
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return [
    `${call}${rows.length === 0 ? '' : ' -- [options]'}`,
    '',
    ...about,
    ...(rows.length === 0 ? [] : ['', ...rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`)]),
  ].join('\n');
}
