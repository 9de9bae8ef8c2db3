// What was tried and how it went, a line each on standard output: ok<TAB>what, or no<TAB>what<TAB>instead.
import { isDeepStrictEqual } from 'node:util';

export async function check(what, step) {
  try {
    await step();
    console.log(`ok\t${what}`);
  } catch (error) {
    const said = `${error?.name ?? 'Error'}: ${error?.message ?? error}`.replace(/\s+/g, ' ');
    console.log(`no\t${what}\t${said}`);
    if (process.env.CONSUMER_TRACE) console.error(error);
  }
}

export function equal(found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  }
}

export function holds(fact, otherwise) {
  if (!fact) throw new Error(otherwise);
}

/** The failure that a step ends in; it must say that. */
export async function fails(said, step) {
  let error;
  try {
    await step();
  } catch (thrown) {
    error = thrown;
  }
  if (error === undefined) throw new Error(`expected a failure with ${said}, but it went through`);
  const text = `${error.name} ${error.code ?? ''} ${error.message} ${error.lde_message ?? ''} ${error.diagnosticMessage ?? ''}`;
  if (!text.includes(said)) throw new Error(`expected a failure with ${said}, found ${text}`);
  return error;
}

export function done() {
  console.log('done');
  process.exit(0);
}
