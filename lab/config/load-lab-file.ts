import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkTree } from './check-lab.ts';
import { LabFileError } from './errors.ts';
import { valueAt } from './problem.ts';
import type { LabConfig } from './lab-config.ts';
import { readYaml } from './yaml-text.ts';

const LARGEST = 1_048_576;
const REMEDY = 'Name an existing lab file, or leave it out for the default lab';

/** Reads and checks a `lab.yaml`. Throws LabFileError for whatever is wrong with it. */
export function loadLabFile(path: string): LabConfig {
  return parseLab(textOf(path), path);
}

/** Checks the text of a `lab.yaml`; `file` is what messages call it. Throws LabFileError. */
export function parseLab(text: string, file: string): LabConfig {
  const { value, positionOf } = readYaml(text, file);
  if (value === null || value === undefined) {
    const expected = 'sections such as forest, cloud, agents';
    throw new LabFileError({
      file,
      found: 'an empty file',
      expected,
      remedy: 'Leave the file out for the default lab',
    });
  }
  return withResolvedCommands(checkTree(withEmptySections(value), file, positionOf), dirname(file));
}

/** `egress:` with nothing below it is the component with its defaults. */
function withEmptySections(tree: unknown): unknown {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return tree;
  const sections = ['forest', 'cloud', 'federation', 'exchange', 'egress', 'clock'];
  const filled = Object.entries(tree).map(([key, value]: [string, unknown]) => [
    key,
    value === null && sections.includes(key) ? {} : value,
  ]);
  return Object.fromEntries(filled);
}

function lookAt(path: string): { size: number; isDirectory: boolean } {
  const found = statSync(path);
  return { size: found.size, isDirectory: found.isDirectory() };
}

/** A command that begins with `./` or `../` is relative to the lab file, wherever the lab is started from. */
function withResolvedCommands(config: LabConfig, folder: string): LabConfig {
  const agents = config.agents.map((agent) => {
    const [program, ...args] = agent.command ?? [];
    if (program === undefined || !/^\.\.?[/\\]/.test(program)) return agent;
    return { ...agent, command: [resolve(folder, program), ...args] };
  });
  return { ...config, agents };
}

/** Where the text of a lab file has the command of a host's agent, if it is written there. */
export function placeOfCommand(
  text: string,
  host: string,
): { line: number; column: number; place: string } | undefined {
  const { value, positionOf } = readYaml(text, 'lab.yaml');
  const agents: unknown = valueAt(value, ['agents']);
  if (!Array.isArray(agents)) return undefined;
  const index = agents.findIndex((agent) => valueAt(agent, ['host']) === host);
  const path = ['agents', index, 'command'];
  if (index < 0 || valueAt(value, path) === undefined) return undefined;
  return { ...positionOf(path, false), place: `agents[${index}].command` };
}

function textOf(path: string): string {
  try {
    const { size, isDirectory } = lookAt(path);
    if (isDirectory)
      throw new LabFileError({ file: path, found: 'a folder', expected: 'a lab file', remedy: REMEDY });
    if (size <= LARGEST) return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof LabFileError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const found = missing ? 'no such file' : `a file that cannot be read (${String(error).slice(0, 200)})`;
    throw new LabFileError({ file: path, found, expected: 'a lab file', remedy: REMEDY });
  }
  throw new LabFileError({
    file: path,
    found: 'a file beyond reason',
    expected: `at most ${LARGEST} bytes of YAML`,
  });
}
