import { goProgram, type GoProgram } from '../../programs/go.ts';
import type { Client } from '../client.ts';
import { describeAsProperties } from '../describe.ts';
import { atLab } from '../real-names.ts';

/** A client that is a program of ours in Go over a module of others. */
export function goClient({ title, ...program }: Pick<Client, 'title'> & GoProgram): Client {
  const sources = [new URL('go/', import.meta.url)];
  const run = atLab(describeAsProperties);
  return { title, sets: ['SSL_CERT_FILE'], kind: 'Go', ...goProgram({ ...program, sources }, run) };
}
