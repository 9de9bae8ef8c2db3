import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export * from '../../../programs/node/checks.mjs';

/** The domain as the file that the program is given describes it. */
export const domain = JSON.parse(readFileSync(process.argv[2], 'utf8'));
export const trust = readFileSync(domain.trustFile, 'utf8');

/** A package of the folder that the program is given. */
export const requirePackage = createRequire(`${process.argv[3]}/`);

export function person(sam) {
  const found = domain.people[sam];
  if (found === undefined) throw new RangeError(`nobody is called ${sam}`);
  return found;
}

/** `callback(error, value)` as a promise. */
export function called(start) {
  return new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  });
}
