import { dnKey } from '../../ldap/dn.ts';
import { OutsideTakenError } from '../errors.ts';
import type { DomainAdministrator } from './administrator.ts';

/** What the outside domain says of itself. */
export interface DomainFacts {
  /** `DC=contoso,DC=lab` */
  readonly base: string;
  /** `CN=Configuration,…` */
  readonly configuration: string;
  readonly schema: string;
  /** Of its domain controller. */
  readonly site: string;
  readonly isGlobalCatalog: boolean;
}

const ATTRIBUTES = [
  'defaultNamingContext',
  'configurationNamingContext',
  'schemaNamingContext',
  'serverName',
  'isGlobalCatalogReady',
];

/** Asks the rootDSE. Throws OutsideTakenError for another domain than the file names. */
export async function readDomainFacts(administrator: DomainAdministrator): Promise<DomainFacts> {
  const { name, base: named } = administrator.outside;
  const root = await administrator.entry('', ATTRIBUTES);
  const base = root?.text('defaultNamingContext') ?? '';
  if (dnKey(base) !== dnKey(named))
    throw new OutsideTakenError(name, `it is ${base || 'none'}, and ${named} is what the file names`);
  return {
    base,
    configuration: root?.text('configurationNamingContext') ?? '',
    schema: root?.text('schemaNamingContext') ?? '',
    site: /^CN=[^,]+,CN=Servers,CN=([^,]+),/i.exec(root?.text('serverName') ?? '')?.[1] ?? '',
    isGlobalCatalog: root?.text('isGlobalCatalogReady') === 'TRUE',
  };
}
