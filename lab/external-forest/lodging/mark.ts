import { readFileSync } from 'node:fs';

/** `adminDescription` of everything a lab makes in a domain that is not its own. */
export const MARK = 'ptalab';

/** What a lab writes down in the domain before it changes anything, so that whoever comes after can undo it. */
export interface Claim {
  readonly pid: number;
  /** Start of that process in clock ticks: another one with its number is not it; empty where it cannot be known. */
  readonly startTicks: string;
  /** An id of the lab's own. */
  readonly lab: string;
  /** Attributes of the domain as they were; none for one that had no value. */
  readonly policies: Readonly<Record<string, readonly string[]>>;
  /** UPN suffixes that it adds. */
  readonly suffixes: readonly string[];
}

const LINE = /^(process|lab|was|suffix) (\S+)(?: (\S*))?$/;

/** One text for each fact: the values of the marker's `description`. */
export function claimTexts({ pid, startTicks, lab, policies, suffixes }: Claim): string[] {
  return [
    `process ${pid} ${startTicks}`.trim(),
    `lab ${lab}`,
    ...Object.entries(policies).map(([type, [value = '']]) => `was ${type} ${value}`.trim()),
    ...suffixes.map((suffix) => `suffix ${suffix}`),
  ];
}

/** Whatever is unreadable is left out. */
export function readClaim(texts: readonly string[]): Claim {
  const lines = texts.map((text) => LINE.exec(text) ?? []);
  const of = (kind: string): (readonly [string, string])[] =>
    lines.flatMap(([, found, one = '', two = '']) => (found === kind ? [[one, two] as const] : []));
  const [[pid = '0', startTicks = ''] = []] = of('process');
  return {
    pid: Number(pid),
    startTicks,
    lab: of('lab')[0]?.[0] ?? '',
    policies: Object.fromEntries(of('was').map(([type, value]) => [type, value === '' ? [] : [value]])),
    suffixes: of('suffix').map(([suffix]) => suffix),
  };
}

/** Labs of this process that hold a domain. */
const holding = new Set<string>();

/** Says that a lab of this process holds a domain, until what comes back is called. */
export function hold(lab: string): () => void {
  holding.add(lab);
  return () => void holding.delete(lab);
}

/** Whether the lab that wrote this is still there. */
export function isHeld({ pid, startTicks, lab }: Claim): boolean {
  if (pid === process.pid) return holding.has(lab);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return startTicksOf(pid) === startTicks;
}

/** Field 22 of proc_pid_stat(5), counted behind the program's name; empty where there is none. */
export function startTicksOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
