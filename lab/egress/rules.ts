import { matches, readPattern, type Pattern } from './patterns.ts';

/** A destination that a host asks for. */
export interface Destination {
  readonly hostname: string;
  readonly port: number;
}

/** A rule set while the lab runs: cuts off a host, a destination, or one from the other. */
export interface Block {
  /** Calling host, such as `AGENT1`; every host when left out. */
  readonly from?: string | undefined;
  /** Destination pattern; every destination when left out. */
  readonly name?: string | undefined;
}

/** Why a call is refused: in the order in which the rules are asked. */
export type Refusal = 'blocked' | 'denied' | 'notAllowed';

/** The firewall's rules: what was configured, and what has been blocked since. No I/O. */
export class Rules {
  readonly #allow: readonly Pattern[];
  readonly #deny: readonly Pattern[];
  #blocks: readonly Block[] = [];

  constructor(config: { readonly allow: readonly string[]; readonly deny: readonly string[] }) {
    this.#allow = config.allow.map(readPattern);
    this.#deny = config.deny.map(readPattern);
  }

  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  block(block: Block): void {
    if (!this.#blocks.some((known) => same(known, block))) this.#blocks = [...this.#blocks, block];
  }

  /** Takes back exactly what `block` was given; without either key, everything. */
  unblock(block: Block): void {
    const all = block.from === undefined && block.name === undefined;
    this.#blocks = all ? [] : this.#blocks.filter((known) => !same(known, block));
  }

  /** Why the call is refused, or undefined when it may pass. */
  refuse(from: string, destination: Destination): Refusal | undefined {
    const covers = (pattern: Pattern): boolean => matches(pattern, destination.hostname, destination.port);
    if (this.#blocks.some((block) => covered(block, from, destination))) return 'blocked';
    if (this.#deny.some(covers)) return 'denied';
    return this.#allow.some(covers) ? undefined : 'notAllowed';
  }
}

function covered(block: Block, from: string, { hostname, port }: Destination): boolean {
  const hostFits = block.from === undefined || block.from === from;
  return hostFits && (block.name === undefined || matches(readPattern(block.name), hostname, port));
}

function same(one: Block, other: Block): boolean {
  return one.from === other.from && one.name === other.name;
}
