import type * as testcontainers from 'testcontainers';
import { TestcontainersMissingError } from './errors.ts';

export type Testcontainers = typeof testcontainers;
export type RuntimeClient = Awaited<ReturnType<Testcontainers['getContainerRuntimeClient']>>;
/** The engine's own client, which testcontainers carries. */
export type Docker = RuntimeClient['container']['dockerode'];
export type DockerContainer = ReturnType<Docker['getContainer']>;

/** Loaded when the first container is wanted: whoever uses none neither waits for it nor needs it. */
export async function loadTestcontainers(): Promise<Testcontainers> {
  try {
    return await import('testcontainers');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
      throw new TestcontainersMissingError(error);
    }
    throw error;
  }
}
