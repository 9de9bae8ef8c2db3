import { pythonProgram, type PythonProgram } from '../../programs/python.ts';
import type { Consumer } from '../consumer.ts';
import { describeDomain } from '../describe.ts';
import { atDomain } from './at-domain.ts';

export type PythonConsumer = Pick<Consumer, 'title' | 'kind'> & PythonProgram;

/** A consumer that is a program of ours in Python over libraries of others. */
export function pythonConsumer({ title, kind, ...program }: PythonConsumer): Consumer {
  return { title, kind, ...pythonProgram(program, atDomain(describeDomain)) };
}
