import { formatDuration } from '../clock/duration.ts';
import type { Locks, TrialResult } from './recorder.ts';
import { formatMinutes, formatSeconds } from './units.ts';

/** One attack and what came of it, in a few lines. */
export function trialLines(trial: TrialResult): string[] {
  const { attack, directory } = trial;
  return [
    `  ${directory === undefined ? '✓' : '✗'} ${attack.title}`,
    `      ${firstText(trial)}`,
    ...secondText(trial).map((line) => `      ${line}`),
    `      ${seenText(trial)}`,
  ];
}

function firstText({ first, cloud, directory, tries, lastsMs }: TrialResult): string {
  if (first === 'nobody') return `nobody locks in ${tries} tries, ${formatDuration(lastsMs)}`;
  if (first === 'both' && directory !== undefined)
    return `both lock at once, ${afterText(directory)}: the cloud too late for Active Directory`;
  if (first === 'cloud' && cloud !== undefined)
    return `the cloud locks first, ${afterText(cloud)}, for ${formatSeconds(cloud.firstLockMs)}`;
  return directory === undefined
    ? ''
    : `Active Directory locks first, ${afterText(directory)}, ${directoryLockText(directory)}`;
}

function secondText({ first, cloud, directory, tries, reachedDirectory, attack }: TrialResult): string[] {
  if (attack.method === 'passwordHashSync') return ['Active Directory is not asked'];
  if (first === 'cloud' && directory === undefined)
    return [`Active Directory never locks: it saw ${reachedDirectory} of ${tries} tries`];
  if (first === 'cloud' && directory !== undefined)
    return [
      `then Active Directory, ${afterText(directory)}, of which it saw ${directory.seenByDirectory}, ${directoryLockText(directory)}`,
    ];
  if (first === 'activeDirectory' && cloud === undefined) return ['the cloud never locks'];
  return first === 'activeDirectory' && cloud !== undefined ? [`then the cloud, ${afterText(cloud)}`] : [];
}

function afterText({ triesUntilLock, afterMs }: Locks): string {
  return `after ${triesUntilLock} ${triesUntilLock === 1 ? 'try' : 'tries'}, ${afterMs === 0 ? 'at once' : `${formatDuration(afterMs)} in`}`;
}

function directoryLockText({ firstLockMs }: Locks): string {
  return Number.isFinite(firstLockMs)
    ? `for ${formatMinutes(firstLockMs)}`
    : 'until an administrator unlocks';
}

/** What the user with the right password meets meanwhile. */
function seenText({ refused, lastsMs, cloud, directory }: TrialResult): string {
  const { usualPlacesMs, newPlacesMs, directoryMs } = refused;
  if (cloud === undefined && directory === undefined) return 'the user signs in everywhere';
  const cloudText = (ms: number): string => (ms === 0 ? 'signs in' : `AADSTS50053 ${shareText(ms, lastsMs)}`);
  const premises = directoryMs === 0 ? 'logs on' : `locked out ${shareText(directoryMs, lastsMs)}`;
  return `the user: usual places ${cloudText(usualPlacesMs)}; new places ${cloudText(newPlacesMs)}; on premises ${premises}`;
}

function shareText(ms: number, lastsMs: number): string {
  return `${Math.max(1, Math.round((100 * ms) / Math.max(lastsMs, 1)))} % of the time`;
}
