/** Counts each user's pass-through requests from 1: with the seed and the user, all that dispatch depends on. */
export class UserOrdinals {
  readonly #counts = new Map<string, number>();

  next(user: string): number {
    const ordinal = (this.#counts.get(user) ?? 0) + 1;
    this.#counts.set(user, ordinal);
    return ordinal;
  }
}
