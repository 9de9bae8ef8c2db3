import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LaunchChoice } from '../../../report/run-parameters.ts';
import { UsageError } from '../../errors.ts';

const TOKEN = /^[A-Za-z0-9._~-]{16,512}$/;
const LARGEST = 4_096;
const EXAMPLE = 'http://127.0.0.1:49153';

/** Where an estate is that is up already, with its token: from the file, or else PTALAB_TOKEN. Throws UsageError. */
export function readAttach(
  url: string,
  tokenFile: string | undefined,
  env: NodeJS.ProcessEnv,
): NonNullable<LaunchChoice['attach']> {
  return { url: readUrl(url), token: readToken(tokenFile, env['PTALAB_TOKEN']) };
}

/** Estates publish their control plane on loopback alone, and it answers to no other name. */
function readUrl(text: string): string {
  const found = URL.parse(text);
  const refuse = (why: string): UsageError =>
    new UsageError(`--attach takes the address of a standing estate's conductor, such as ${EXAMPLE}; ${why}`);
  if (found === null) throw refuse('this is no address');
  if (found.username !== '' || found.password !== '' || found.search !== '' || found.hash !== '')
    throw refuse('the token is given in PTALAB_TOKEN or by --token-file, never in the address');
  if (found.protocol !== 'http:') throw refuse(`it cannot be reached by ${found.protocol}//`);
  if (found.port === '' || found.pathname !== '/') throw refuse('host and port are needed, and nothing else');
  if (!['127.0.0.1', 'localhost'].includes(found.hostname))
    throw refuse(
      `${found.hostname} is not this machine: forward a port of 127.0.0.1 to it, as \`ssh -L\` does`,
    );
  return found.origin;
}

/** The token never stands in a message: what is said is where it was looked for. */
function readToken(file: string | undefined, given: string | undefined): string {
  const source = file === undefined ? 'PTALAB_TOKEN' : `the file ${file}`;
  const token = file === undefined ? given : textOf(file).trim();
  if (token === undefined || token === '')
    throw new UsageError(
      `--attach needs the estate's token, in PTALAB_TOKEN or by --token-file; ${source} has none`,
    );
  if (!TOKEN.test(token))
    throw new UsageError(
      `${source} holds no token: one is 16 to 512 letters, digits, dots, dashes, underscores or tildes, on one line`,
    );
  return token;
}

function textOf(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8').slice(0, LARGEST);
  } catch (error) {
    throw new UsageError(
      `--token-file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
