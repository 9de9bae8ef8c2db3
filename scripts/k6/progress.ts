/** What xk6's own log says, in a line for people; nothing for lines that tell them nothing. */
export function progressOf(line: string): string | undefined {
  const fetched = /^go: downloading (\S+) (\S+)/.exec(line);
  if (fetched !== null) return `fetching ${fetched[1] ?? ''} ${fetched[2] ?? ''}`;
  if (line.includes('[INFO] Pinning versions')) return 'choosing versions';
  if (line.includes('[INFO] Building k6')) return 'compiling (some minutes the first time, seconds after)';
  return undefined;
}
