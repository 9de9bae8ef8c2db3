import type { HistorySink } from '../../history/history.ts';
import type { Domain } from '../domain/domain.ts';
import type { ObjectId } from '../store/object.ts';
import type { Forest } from './forest.ts';

/** Who asks: the account that is bound, and what its token says. */
export interface Caller {
  readonly id: ObjectId;
  readonly sam: string;
  /** The domain that the account is of. */
  readonly domain: Domain;
  readonly sid: string;
  /** SIDs of all its security groups, in text. */
  readonly groups: ReadonlySet<string>;
}

/** Where a request came in: one connection to one domain controller, on one of its ports. */
export interface DirectoryContext {
  readonly forest: Forest;
  readonly domain: Domain;
  /** `DC1` */
  readonly dc: string;
  /** On 3268 and 3269: all domains, a part of the attributes, nothing to be written. */
  readonly globalCatalog: boolean;
  /** Undefined while anonymous. */
  readonly caller: Caller | undefined;
  /** The calling host, known by its link. */
  readonly from: string;
  /** Whether what is said is encrypted. */
  readonly secure: boolean;
  readonly history: HistorySink;
}
