import { pythonProgram, type PythonProgram } from '../../programs/python.ts';
import type { Client } from '../client.ts';
import { describeAsJson } from '../describe.ts';
import { atLab } from '../real-names.ts';

/** A client that is a program of ours in Python over a library of others. */
export function pythonClient({
  title,
  sets,
  ...program
}: Pick<Client, 'title' | 'sets'> & PythonProgram): Client {
  const modules = [new URL('python', import.meta.url)];
  return { title, sets, kind: 'Python', ...pythonProgram({ ...program, modules }, atLab(describeAsJson)) };
}
