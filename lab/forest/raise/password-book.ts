import { uuidFrom } from '../../chance/chance.ts';
import { guidBytes } from '../core/identifiers.ts';
import type { Population } from '../population/population.ts';
import type { ObjectId } from '../store/object.ts';

interface Crowd {
  readonly population: Population;
  readonly common: string | undefined;
}

/** Passwords in clear, as the lab's control plane knows them: the one place where they are. Invented people's are derived. */
export class PasswordBook {
  readonly #known = new Map<ObjectId, string>();
  readonly #crowds: Crowd[] = [];

  add(crowd: Crowd): void {
    this.#crowds.push(crowd);
  }

  set(id: ObjectId, password: string): void {
    this.#known.set(id, password);
  }

  forget(id: ObjectId): void {
    this.#known.delete(id);
  }

  /** Undefined when the lab does not know it. */
  of(id: ObjectId): string | undefined {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    for (const { population, common } of this.#crowds) {
      const n = population.byGuid(guidBytes(id));
      if (n !== undefined) return common ?? population.passwordOf(n);
    }
    return undefined;
  }
}

/** Long, and with every class of character that a complexity policy asks for. */
export function derivedPassword(seed: string, sam: string): string {
  return `Pw-${uuidFrom(seed, 'password', sam.toLowerCase())}!`;
}
