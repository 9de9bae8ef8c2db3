/** A text literal of OData: quotes inside are doubled (OData 4.01 URL conventions, section 5.1.1.6.1). */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path with its query, every value escaped; undefined ones left out. */
export function pathWith(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return said.length === 0 ? path : `${path}?${said.join('&')}`;
}
