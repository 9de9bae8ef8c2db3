import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fields } from './fields.ts';

/** What a registered agent owns. A copy of this folder is a clone, which the guide does not support. */
export interface Registration {
  readonly agentId: string;
  readonly bootstrapUrl: string;
  /** PKCS#8 in PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
}

export const FILES = {
  key: 'key.pem',
  certificate: 'certificate.pem',
  registration: 'registration.json',
} as const;

/** The registration kept in the folder, or undefined when there is none. Throws ContractShapeError. */
export function loadRegistration(folder: string): Registration | undefined {
  const text = readIfThere(join(folder, FILES.registration));
  if (text === undefined) return undefined;
  const fields = Fields.parse(FILES.registration, text);
  return {
    agentId: fields.text('agentId'),
    bootstrapUrl: fields.url('bootstrapUrl').href,
    key: readFileSync(join(folder, FILES.key), 'utf8'),
    certificate: readFileSync(join(folder, FILES.certificate), 'utf8'),
  };
}

/** Keeps a registration, readable by its owner alone. The file that says so comes last, so that a half is none. */
export function saveRegistration(folder: string, { key, certificate, ...rest }: Registration): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  write(join(folder, FILES.key), key);
  write(join(folder, FILES.certificate), certificate);
  write(join(folder, FILES.registration), JSON.stringify(rest));
}

function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
