import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LabContainerDefinition } from './definition.ts';
import { openContainerGround, type ContainerGround } from './ground.ts';

const description = z.object({ version: z.string() });

/** The image that `ptalab image` builds of this checkout. */
export const IMAGE = `ptalab:${description.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version}`;

/** A ground of its own for one test file. */
export function testGround(): Promise<ContainerGround> {
  return openContainerGround(`test-${randomUUID().slice(0, 8)}`, { images: [IMAGE] });
}

/** A container that runs a piece of JavaScript, ready at its line `ready`. */
export function script(
  name: string,
  code: string,
  more: Partial<LabContainerDefinition> = {},
): LabContainerDefinition {
  return {
    name,
    image: IMAGE,
    entrypoint: ['node', '-e'],
    command: [code],
    readOnly: true,
    dropCapabilities: true,
    ready: { line: /^ready/ },
    readyWithinMs: 20_000,
    ...more,
  };
}
