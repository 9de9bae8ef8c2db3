import { hash32 } from '../chance/chance.ts';

/** Somebody invented. */
export interface Person {
  readonly sam: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
}

/**
 * Invents people with names of their own, the same for the same seed. The names' package is loaded here and only
 * when somebody is to be invented: a lab of named users alone starts without it.
 */
export async function* generatePeople(
  count: number,
  seed: string,
  isTaken: (sam: string) => boolean,
): AsyncGenerator<Person> {
  const { faker } = await import('@faker-js/faker/locale/en');
  faker.seed(hash32(seed, 'people'));
  for (let made = 0; made < count; made++) {
    const givenName = faker.person.firstName();
    const surname = faker.person.lastName();
    const plain = `${givenName}.${surname}`.toLowerCase().replace(/[^a-z.]/g, '');
    yield { sam: free(plain, isTaken), name: `${givenName} ${surname}`, givenName, surname };
  }
}

/** The name, with a number when somebody bears it; sAMAccountName of a user has at most 20 characters. */
function free(plain: string, isTaken: (sam: string) => boolean): string {
  let sam = plain.slice(0, 20);
  for (let number = 2; isTaken(sam); number++) sam = `${plain.slice(0, 20 - String(number).length)}${number}`;
  return sam;
}
