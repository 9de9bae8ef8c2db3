import type { Command } from 'commander';
import type { Attach } from '../../launchers/attached/attach-lab.ts';
import { UsageError } from '../errors.ts';
import { readAttach } from '../run/launch/attach.ts';

/** The lab that a verb means: the one that is up in a folder, or the one on an estate that stands. */
export interface LabPlace {
  readonly cwd: string;
  readonly attach?: Attach;
}

/** What was typed about it. */
export interface PlaceOptions {
  readonly attach?: string;
  readonly tokenFile?: string;
}

export function addPlaceOptions(command: Command): Command {
  return command
    .option('--attach <url>', 'ask the estate that stands there; its token is in PTALAB_TOKEN')
    .option('--token-file <file>', "read the estate's token from this file");
}

/** Throws UsageError. */
export function readPlace(
  { attach, tokenFile }: PlaceOptions,
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): LabPlace {
  if (attach !== undefined) return { cwd, attach: readAttach(attach, tokenFile, env) };
  if (tokenFile === undefined) return { cwd };
  throw new UsageError('--token-file is the token of an estate to attach to; add --attach <url>');
}
