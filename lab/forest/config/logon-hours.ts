import { z } from 'zod';

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const WANTED = 'expected never, or a map such as {days: Mon-Fri, from: "08:00", to: "18:00"}, in UTC';

/**
 * When a user may log on, by the hour in UTC: `never`, or on some days from one full hour to another. A span that ends
 * before it begins ends on the next day.
 */
export const logonHours = z.union(
  [
    z.literal('never'),
    z.strictObject({
      /** `Mon-Fri`, or `Mon,Wed-Fri`. */
      days: z
        .string()
        .regex(
          new RegExp(`^${DAY}(?:-${DAY})?(?:, ?${DAY}(?:-${DAY})?)*$`),
          'expected days such as Mon-Fri or Mon,Wed-Fri',
        )
        .default('Mon-Sun'),
      from: z.string().regex(/^(?:[01]\d|2[0-3]):00$/, 'expected a full hour from 00:00 to 23:00'),
      to: z.string().regex(/^(?:(?:[01]\d|2[0-3]):00|24:00)$/, 'expected a full hour from 00:00 to 24:00'),
    }),
  ],
  { error: WANTED },
);

export type LogonHoursConfig = z.output<typeof logonHours>;
