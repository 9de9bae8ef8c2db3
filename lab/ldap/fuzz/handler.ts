import { setImmediate } from 'node:timers/promises';
import type { Chance } from '../../chance/chance.ts';
import { LdapRefusalError } from '../errors.ts';
import type { Answer, LdapHandler, SearchAnswer, SearchDone, SearchWalk } from '../handler.ts';
import type { LdapControl, LdapResult } from '../message.ts';
import { Oid } from '../oids.ts';
import { pageOf } from '../paging.ts';
import { Refusal } from '../refusals.ts';
import type { BindRequest } from '../requests.ts';
import type { OutgoingEntry } from '../responses.ts';

const CODES = [0, 1, 32, 49, 50, 53];

/** Answers anything with anything, now or later, and tells what is still walking. */
export class WhimsicalHandler implements LdapHandler {
  readonly controls = new Set<string>([Oid.pagedResults]);
  authenticated = false;
  walking = 0;
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  bind({ name }: BindRequest): Answer<LdapResult> {
    this.authenticated = name !== '' && this.#chance.below(2) === 0;
    return this.#answer();
  }

  search(_request: unknown, controls: readonly LdapControl[]): Answer<SearchAnswer | SearchWalk> {
    pageOf(controls);
    const count = this.#chance.below(30);
    if (this.#chance.below(2) === 0) return this.#walk(count * this.#chance.below(30));
    return { entries: Array.from({ length: count }, entry), result: { code: 0 } };
  }

  add = (): Answer<LdapResult> => this.#answer();
  modify = (): Answer<LdapResult> => this.#answer();
  modifyDn = (): Answer<LdapResult> => this.#answer();
  delete = (): Answer<LdapResult> => this.#answer();
  compare = (): Answer<LdapResult> => this.#answer();
  extended = (): Answer<LdapResult> => this.#answer();

  #answer(): Answer<LdapResult> {
    const code = CODES[this.#chance.below(CODES.length)] ?? 0;
    switch (this.#chance.below(4)) {
      case 0:
        return setImmediate({ code });
      case 1:
        throw new LdapRefusalError(Refusal.controlValue);
      case 2:
        return Refusal.criticalControl;
      default:
        return { code, matchedDn: 'DC=lab', diagnosticMessage: 'no' };
    }
  }

  *#walk(count: number): Generator<OutgoingEntry | undefined, SearchDone> {
    this.walking++;
    try {
      for (let at = 0; at < count; at++) yield at % 7 === 0 ? undefined : entry();
      return { result: { code: 0 } };
    } finally {
      this.walking--;
    }
  }
}

function entry(): OutgoingEntry {
  return { dn: 'CN=a,DC=lab', attributes: [['description', ['x'.repeat(300), Buffer.from([0, 1])]]] };
}
