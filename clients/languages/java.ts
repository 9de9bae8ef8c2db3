import { javaProgram, type JavaProgram } from '../../programs/java.ts';
import type { Client, ClientLab } from '../client.ts';
import { describeAsProperties } from '../describe.ts';
import { atLab } from '../real-names.ts';

type JavaClient = Pick<Client, 'title'> & Pick<JavaProgram<ClientLab>, 'at' | 'artifact'>;

/** A client that is a program of ours in Java over a library of others. */
export function javaClient({ title, ...program }: JavaClient): Client {
  const sources = [new URL('java/', import.meta.url)];
  const options = ({ keyStore }: ClientLab): string[] => [
    `-Djavax.net.ssl.trustStore=${keyStore}`,
    '-Djavax.net.ssl.trustStorePassword=changeit',
  ];
  const run = atLab(describeAsProperties);
  const sets = ['-Djavax.net.ssl.trustStore'];
  return { title, sets, kind: 'Java', ...javaProgram({ ...program, sources, options }, run) };
}
