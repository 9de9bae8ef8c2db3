import { randomBytes } from 'node:crypto';
import { Passwords } from '../../lab/cloud/core/passwords.ts';
import { PASSWORD } from './served.ts';

/** Users of a peer, checked by the cloud's own way of checking a password, so that this costs the same everywhere. */
export function knownPasswords(users: number) {
  const passwords = new Passwords(randomBytes(32));
  const names = Array.from({ length: users }, (_, nth) => `bench${nth}@t1.onmicrosoft.com`);
  const digests = new Map(names.map((name) => [name, passwords.digest(name, PASSWORD)]));
  const isRight = (name: unknown, password: unknown): boolean => {
    if (typeof name !== 'string' || typeof password !== 'string') return false;
    const digest = digests.get(name);
    return digest !== undefined && passwords.matches(digest, name, password);
  };
  return { names, isRight };
}
