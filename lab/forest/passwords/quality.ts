import type { PasswordPolicy } from '../domain/policy.ts';

/** Whose password it is to be, for what it may not contain. */
export interface PasswordOwner {
  readonly sam: string;
  readonly displayName?: string | undefined;
}

/** Why a password is not good enough. */
export type Weakness = 'tooShort' | 'tooSimple' | 'containsName';

const CATEGORIES = [/\p{Lu}/u, /\p{Ll}/u, /\d/, /[^\p{L}\d]/u, /[\p{Lo}\p{Lt}\p{Lm}]/u];
const CATEGORIES_NEEDED = 3;
const SHORTEST_NAME = 3;

/**
 * The rules of "Password must meet complexity requirements" (Microsoft Learn): three of five kinds of characters, and
 * neither the account's name nor a word of its display name of three letters or more.
 */
export function weaknessOf(
  password: string,
  policy: PasswordPolicy,
  owner: PasswordOwner,
): Weakness | undefined {
  if ([...password].length < policy.minLength) return 'tooShort';
  if (!policy.complexity) return undefined;
  if (CATEGORIES.filter((category) => category.test(password)).length < CATEGORIES_NEEDED) return 'tooSimple';
  const lower = password.toLowerCase();
  return namesOf(owner).some((name) => lower.includes(name)) ? 'containsName' : undefined;
}

function namesOf({ sam, displayName = '' }: PasswordOwner): string[] {
  const words = displayName.split(/[\s,.\-_#]+/);
  return [sam, ...words].map((name) => name.toLowerCase()).filter((name) => name.length >= SHORTEST_NAME);
}
