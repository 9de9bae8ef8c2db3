import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { OutsideFileError } from './errors.ts';

const port = z.int().min(1).max(65_535);
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;
const LARGEST = 65_536;

/** A real Active Directory domain that runs on this machine already, to be a lab's forest. */
export const outsideForest = z.object({
  /** Of its domain controller, as its certificate bears it: `dc1.contoso.lab`. */
  name: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,15}(?:\.[A-Za-z0-9-]+)+$/, 'expected a name such as dc1.contoso.lab'),
  /** This machine alone: a lab makes users and policies, and no tenant or production domain may ever get them. */
  host: z
    .string()
    .regex(
      LOOPBACK,
      'expected an address of this machine, such as 127.0.0.1: a lab changes users and policies, so it touches no domain elsewhere',
    ),
  ldap: port,
  ldaps: port,
  /** Of its global catalog, where it is one. */
  gc: port.optional(),
  gcs: port.optional(),
  /** `DC=contoso,DC=lab` */
  base: z.string().regex(/^DC=.+$/i, 'expected a name such as DC=contoso,DC=lab'),
  netbios: z.string().regex(/^[A-Za-z0-9-]{1,15}$/, 'expected a NetBIOS name such as CONTOSO'),
  dns: z.string().regex(/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/, 'expected a DNS name such as contoso.lab'),
  /** An administrator of the domain, who binds over LDAPS. */
  admin: z.object({ dn: z.string().min(3), password: z.string().min(1) }),
  /** The authority of its certificate, PEM. */
  trust: z.string().includes('-----BEGIN CERTIFICATE-----', { error: 'expected a certificate in PEM' }),
  /** What runs there, for people: `Samba AD DC 4.17.12`. */
  version: z.string().max(200).optional(),
});

export type OutsideForest = z.output<typeof outsideForest>;

/** Reads the file of an outside domain; `peer.json` of `npm run peers:samba` is one. Throws OutsideFileError. */
export function loadOutsideForest(file: string): OutsideForest {
  const parsed = outsideForest.safeParse(jsonOf(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OutsideFileError(
    file,
    `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'it is none'}`,
  );
}

function jsonOf(file: string): unknown {
  let text: string;
  try {
    if (statSync(file).size > LARGEST) throw new OutsideFileError(file, `it is larger than ${LARGEST} bytes`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof OutsideFileError) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new OutsideFileError(file, missing ? 'there is no such file' : String(error).slice(0, 200));
  }
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong with it is not said: the parser would quote a password.
    throw new OutsideFileError(file, 'it is no JSON');
  }
}
