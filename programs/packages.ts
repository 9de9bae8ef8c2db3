import { ensurePackages } from '../scripts/peers/packages.ts';
import { MissingError } from './tried.ts';

/** Installs Debian packages unless `program` is there already. Throws MissingError. */
export function needPackages(program: string, packages: readonly string[]): void {
  try {
    ensurePackages(program, packages);
  } catch (error) {
    throw new MissingError(error instanceof Error ? error.message : String(error));
  }
}
