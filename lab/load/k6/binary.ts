import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { LoadError } from '../errors.ts';

/** A k6 that carries this project's extension. */
export interface K6Binary {
  readonly path: string;
  /** Such as `v1.8.1`. */
  readonly version: string;
}

export interface K6Search {
  /** What was asked for on the command line. */
  readonly asked: string | undefined;
  /** `PTALAB_K6`. */
  readonly environment: string | undefined;
  /** Folders whose `.k6/k6` is looked for, nearest first. */
  readonly folders: readonly string[];
}

/** The extension that the scripts are written for, and the k6 that it is built into. */
const EXTENSION = 'k6/x/ldap';
const MAJOR = 1;
const BUILD = 'npm run k6:build';
const ASK_MS = 15_000;

/**
 * Finds k6: as asked, by environment, or as built here. Throws LoadError (PTALAB_K6) with the remedy when there is none,
 * or when it is of another version or lacks the extension.
 */
export async function findK6(search: K6Search): Promise<K6Binary> {
  const { path, from } = whereIsK6(search);
  const told = await versionOf(path, from);
  return { path, version: checkVersion(told, path, from) };
}

interface Found {
  readonly path: string;
  /** For messages: what named it. */
  readonly from: string;
}

function whereIsK6({ asked, environment, folders }: K6Search): Found {
  if (asked !== undefined) return named(asked, '--k6');
  if (environment !== undefined && environment !== '') return named(environment, 'PTALAB_K6');
  const built = folders.map((folder) => join(folder, '.k6', 'k6')).find(isProgram);
  if (built !== undefined) return { path: built, from: BUILD };
  const looked = folders.map((folder) => join(folder, '.k6', 'k6')).join(', ');
  throw new LoadError(
    'PTALAB_K6',
    `there is no k6 (looked for --k6, PTALAB_K6 and ${looked}); \`${BUILD}\` in a checkout of ptalab builds it`,
  );
}

function named(path: string, from: string): Found {
  const full = resolve(path);
  if (isProgram(full)) return { path: full, from };
  throw new LoadError(
    'PTALAB_K6',
    `${from} names ${full}, which is no program that can be run; \`${BUILD}\` builds one at .k6/k6`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

async function versionOf(path: string, from: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, ['version'], {
      timeout: ASK_MS,
      maxBuffer: 65_536,
      env: { K6_AUTO_EXTENSION_RESOLUTION: 'false', HOME: dirname(path) },
    });
    return stdout;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new LoadError(
      'PTALAB_K6',
      `${path} (${from}) does not answer \`version\`: ${reason}; \`${BUILD}\` builds one`,
    );
  }
}

/** The version in what `k6 version` prints. Throws LoadError (PTALAB_K6) when the scripts cannot run on it. */
export function checkVersion(told: string, path: string, from: string): string {
  const version = /^k6(?:\.exe)? (v(\d+)\.\d+\.\d+\S*)/.exec(told);
  const remedy = `\`${BUILD}\` builds the one that is needed`;
  if (version === null)
    throw new LoadError('PTALAB_K6', `${path} (${from}) says it is ${firstLine(told)}, no k6; ${remedy}`);
  const [, name = '', major] = version;
  if (Number(major) !== MAJOR)
    throw new LoadError(
      'PTALAB_K6',
      `${path} (${from}) is k6 ${name}, but the scripts need ${MAJOR}.x; ${remedy}`,
    );
  if (!told.includes(EXTENSION))
    throw new LoadError('PTALAB_K6', `${path} (${from}) is a k6 ${name} without ${EXTENSION}; ${remedy}`);
  return name;
}

function firstLine(text: string): string {
  return JSON.stringify(text.split('\n')[0]?.slice(0, 80) ?? '');
}
