import { javaProgram, type JavaProgram } from '../../programs/java.ts';
import type { ConsumedDomain, Consumer } from '../consumer.ts';
import { atDomain } from './at-domain.ts';
import { describe } from './describe.ts';

export type JavaConsumer = Pick<Consumer, 'title' | 'kind'> &
  Pick<JavaProgram<ConsumedDomain>, 'at' | 'artifact'>;

/** A consumer that is a program of ours in Java over libraries of others. */
export function javaConsumer({ title, kind, ...program }: JavaConsumer): Consumer {
  const sources = [new URL('java/', import.meta.url)];
  return { title, kind, ...javaProgram({ ...program, sources }, atDomain(describe)) };
}
