import type { LinkIdentity } from './service.ts';

/** A link is to be slowed, and its lab gave the links no clock to do it on. */
export class SlowLinkError extends Error {
  readonly code = 'PTALAB_LINK_SLOW';
  constructor({ from, to }: LinkIdentity) {
    super(
      `the link from ${from} to ${to} cannot be slowed: its links have no lab clock and no chance; ` +
        'make them with `new Links({ clock, chance })`.',
    );
    this.name = 'SlowLinkError';
  }
}
