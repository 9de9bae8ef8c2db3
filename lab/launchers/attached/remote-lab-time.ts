import type { LabTime } from '../../lab.ts';
import type { EstateControl } from './estate-control.ts';

/** Lab time that another process keeps. */
export function remoteTime(estate: EstateControl): LabTime {
  return {
    show: () => estate.showClock({}),
    advance: (ms) => estate.advance({ ms }),
    until: (work, what, limitMs) => until(estate, work, what, limitMs),
    settle: async (doing) => void (await estate.settle(doing === undefined ? {} : { doing })),
    freeze: async () => void (await estate.freeze({})),
    flow: async () => void (await estate.flow({})),
  };
}

/** The conductor moves time while this process waits; what it says when nothing can bring the end is thrown here. */
async function until<T>(
  estate: EstateControl,
  work: Promise<T>,
  what: string,
  limitMs: number | undefined,
): Promise<T> {
  work.catch(() => undefined);
  const hold = await estate.hold({ what, ...(limitMs === undefined ? {} : { limitMs }) });
  const ended = estate.held(hold).then(() => work);
  try {
    return await Promise.race([work, ended]);
  } finally {
    ended.catch(() => undefined);
    await estate.release(hold).catch(() => undefined);
  }
}
