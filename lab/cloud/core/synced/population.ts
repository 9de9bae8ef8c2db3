import type { ExportedUser } from './exported-user.ts';

/** Users whom a Connect server exported as one, and who are computed as they are asked for. */
export interface SyncedPopulation {
  readonly count: number;
  /** What stands behind the @ of their names on premises. */
  readonly upnSuffix: string;
  /** By the name on premises, in any case. */
  byUpn(upn: string): ExportedUser | undefined;
  byAnchor(sourceAnchor: string): ExportedUser | undefined;
  /** By an address, in any case. */
  byAddress(address: string): ExportedUser | undefined;
  /** Some of them, from a position on; fewer at the end. */
  page(from: number, size: number): readonly ExportedUser[];
  /** NT hash, 32 hexadecimal digits, of the password that the user started with. */
  passwordHashOf(sourceAnchor: string): string | undefined;
}
