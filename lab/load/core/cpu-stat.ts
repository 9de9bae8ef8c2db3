/** Clock ticks per second in `/proc`, on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

/**
 * CPU milliseconds that a process has used, from the text of `/proc/<pid>/stat` (proc(5): fields 14 and 15, utime and
 * stime). The program's name, in parentheses, may hold anything. Undefined when the text is no such line.
 */
export function cpuMsFromStat(text: string): number | undefined {
  const fields = text
    .slice(text.lastIndexOf(')') + 1)
    .trim()
    .split(/\s+/);
  const ticks = Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN);
  return text.includes(')') && Number.isSafeInteger(ticks) && ticks >= 0
    ? (ticks / TICKS_PER_SECOND) * 1_000
    : undefined;
}

/** CPU milliseconds by process id, from `ps -o pid=,time= -p …`, where times are `[[dd-]hh:]mm:ss[.cc]`. */
export function cpuMsFromPs(text: string): Map<number, number> {
  const used = new Map<number, number>();
  for (const line of text.split('\n')) {
    const [, pid, days = '0', hours = '0', minutes, seconds] =
      /^\s*(\d{1,10})\s+(?:(?:(\d{1,5})-)?(\d{1,5}):)?(\d{1,5}):(\d{1,2}(?:\.\d+)?)\s*$/.exec(line) ?? [];
    if (pid === undefined) continue;
    const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
    used.set(Number(pid), Math.round((wholeMinutes * 60 + Number(seconds)) * 1_000));
  }
  return used;
}
