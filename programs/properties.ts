/** Facts as a file of Java's properties, which programs in Go read too. */
export function propertiesOf(facts: Iterable<readonly [key: string, value: string]>): string {
  return [...facts].map(([key, value]) => `${key}=${value.replaceAll('\\', String.raw`\\`)}\n`).join('');
}
