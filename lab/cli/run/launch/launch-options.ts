import type { Command } from 'commander';
import { LAUNCHERS, type LaunchChoice, type LauncherName } from '../../../report/run-parameters.ts';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../likeness.ts';
import { readAttach } from './attach.ts';
import { readForestFile } from './forest-file.ts';
import { splitWords } from './words.ts';

/** What each verb launches by when nobody says. */
export const DEFAULT_LAUNCHER = { run: 'inline', up: 'process' } as const satisfies Record<
  string,
  LauncherName
>;

/** What was typed about launching, as commander hands it over. */
export interface LaunchOptions {
  readonly launcher?: string;
  readonly agentImage?: string;
  readonly agentCommand?: string;
  readonly attach?: string;
  readonly tokenFile?: string;
  readonly forest?: string;
}

/** An image's name as engines take it: registry and path, tag, digest. */
const IMAGE = /^[a-z0-9][a-z0-9._:/-]{0,254}(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/;

export function addLaunchOptions(command: Command, fallback: LauncherName): Command {
  return command
    .option('--launcher <kind>', `${LAUNCHERS.join(', ')} (default: PTALAB_LAUNCHER, or else ${fallback})`)
    .option('--agent-image <image>', 'certify this image as the agent (needs --launcher docker)')
    .option('--agent-command <words>', 'certify this program as the agent')
    .option('--attach <url>', 'use an estate that is up already; its token is in PTALAB_TOKEN')
    .option('--token-file <file>', "read the estate's token from this file")
    .option(
      '--forest <file>',
      'use the real domain that this file describes (default: PTALAB_FOREST, or else none)',
    );
}

/** Checks what was typed. Throws UsageError, naming the option or the variable and what it takes. */
export function readLaunch(
  options: LaunchOptions,
  env: NodeJS.ProcessEnv,
  fallback: LauncherName,
): LaunchChoice {
  refuseTogether(options);
  const { agentImage, agentCommand, attach, tokenFile } = options;
  const launcher = attach === undefined ? launcherOf(options, env, fallback) : 'docker';
  if (agentImage !== undefined) refuseImage(agentImage, launcher);
  const forestFile = readForestFile(options, env, launcher);
  return {
    launcher,
    ...(agentImage === undefined ? {} : { agentImage }),
    ...(agentCommand === undefined ? {} : { agentCommand: splitWords(agentCommand, '--agent-command') }),
    ...(attach === undefined ? {} : { attach: readAttach(attach, tokenFile, env) }),
    ...(forestFile === undefined ? {} : { forestFile }),
  };
}

/** Where scenarios run, for people: an estate attached to is a place of its own, and so is a real domain. */
export function placeOf(launch: LaunchChoice): string {
  return placesOf(launch).join(', ');
}

/** The same, as the table of exceptions has it: what cannot run in one of them cannot run here. */
export function placesOf({ launcher, attach, forestFile }: LaunchChoice): string[] {
  return [attach === undefined ? launcher : 'attach', ...(forestFile === undefined ? [] : ['external'])];
}

function launcherOf(
  { launcher }: LaunchOptions,
  env: NodeJS.ProcessEnv,
  fallback: LauncherName,
): LauncherName {
  if (launcher !== undefined) return known(launcher, '--launcher');
  const set = env['PTALAB_LAUNCHER'] ?? '';
  return set === '' ? fallback : known(set, 'the environment variable PTALAB_LAUNCHER');
}

function known(text: string, source: string): LauncherName {
  const found = LAUNCHERS.find((name) => name === text);
  if (found !== undefined) return found;
  throw new UsageError(
    `${source} takes ${LAUNCHERS.join(', ')}, not ${JSON.stringify(text)}${didYouMean(text, LAUNCHERS)}`,
  );
}

/** What says how an estate comes about. */
const LAUNCHING = [
  ['launcher', '--launcher'],
  ['agentImage', '--agent-image'],
  ['agentCommand', '--agent-command'],
] as const;

function refuseTogether({ attach, tokenFile, ...options }: LaunchOptions): void {
  if (attach === undefined && tokenFile !== undefined)
    throw new UsageError('--token-file is the token of an estate to attach to; add --attach <url>');
  if (attach === undefined) return;
  const other = LAUNCHING.find(([name]) => options[name] !== undefined)?.[1];
  if (other !== undefined)
    throw new UsageError(
      `--attach and ${other} exclude each other: the estate that is up has been launched already`,
    );
}

function refuseImage(image: string, launcher: LauncherName): void {
  if (!IMAGE.test(image))
    throw new UsageError(
      `--agent-image takes the name of an image, such as example/agent:1.2, not ${JSON.stringify(image)}`,
    );
  if (launcher !== 'docker')
    throw new UsageError(
      `--agent-image needs --launcher docker; ${launcher} runs agents as processes: name yours by --agent-command`,
    );
}
