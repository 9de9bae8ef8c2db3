import { z } from 'zod';
import { parseDuration } from '../../clock/duration.ts';
import { HOST, HOST_WANTED, hostName, plainName } from './names.ts';

const MOST = 16;
const MOST_SKEW = 365 * 86_400_000;

/** A span of lab time that may be negative: `6m`, `-6m`. Milliseconds come out. */
const skew = z.string().transform((text, context) => {
  const [, sign = '', span = ''] = /^(-?)(.*)$/s.exec(text.trim()) ?? [];
  try {
    const ms = parseDuration(span);
    if (ms <= MOST_SKEW) return sign === '-' ? -ms : ms;
  } catch {
    // Said below, in the words of a lab file.
  }
  context.addIssue({ code: 'custom', message: 'expected a duration such as 6m or -6m, of at most 365d' });
  return z.NEVER;
});

const described = z.strictObject({
  name: hostName,
  /** The first of `sites` unless written. */
  site: plainName.optional(),
  globalCatalog: z.boolean().default(true),
  /** A wrong password that was right one or two changes ago goes uncounted; builds are reported to fail here. */
  sparesOldPasswords: z.boolean().default(true),
  /** By how much its clock is ahead of lab time. */
  clockSkew: skew.prefault('0s').meta({ title: 'duration' }),
});

type Written = string | z.input<typeof described>;

/** A name alone is a domain controller with its defaults. */
const domainController = z.preprocess((written: Written, context) => {
  if (typeof written !== 'string') return written;
  if (HOST.test(written)) return { name: written };
  const message = `expected ${HOST_WANTED}, or a map such as {name: DC3, site: Berlin}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}, described);

/** The first holds the PDC emulator role. */
export const domainControllers = z.array(domainController).min(1).max(MOST);

export type DomainControllerConfig = z.output<typeof described>;
