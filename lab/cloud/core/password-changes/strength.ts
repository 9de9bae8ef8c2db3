const SHORTEST = 8;
const LONGEST = 256;
const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];
const KINDS_NEEDED = 3;

/** The cloud's own rule (documented: password policies that only apply to cloud user accounts). */
export function isStrong(password: string, upn: string): boolean {
  const name = upn.slice(0, upn.indexOf('@')).toLowerCase();
  return (
    password.length >= SHORTEST &&
    password.length <= LONGEST &&
    KINDS.filter((kind) => kind.test(password)).length >= KINDS_NEEDED &&
    !(name.length > 2 && password.toLowerCase().includes(name))
  );
}
