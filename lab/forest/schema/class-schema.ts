/** What the schema says of one class of objects. */
export interface ClassSchema {
  /** lDAPDisplayName */
  readonly name: string;
  readonly oid: string;
  readonly kind: 'structural' | 'abstract' | 'auxiliary';
  readonly superior: string;
  /** Classes whose attributes it has too. */
  readonly auxiliary: readonly string[];
  /** Classes that may hold it; its superior's hold too. */
  readonly parents: readonly string[];
  readonly must: readonly string[];
  readonly may: readonly string[];
  /** The attribute that names it. */
  readonly rdn: string;
  /** CN of the class that its `objectCategory` names. */
  readonly category: string;
}

type Row = Partial<Omit<ClassSchema, 'name' | 'oid'>>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/).filter(Boolean);

export function defineClass(
  name: string,
  oid: string,
  category: string,
  {
    must = '',
    may = '',
    parents = '',
    auxiliary = '',
    ...row
  }: Omit<Row, 'must' | 'may' | 'parents' | 'auxiliary'> & {
    readonly must?: string;
    readonly may?: string;
    readonly parents?: string;
    readonly auxiliary?: string;
  } = {},
): ClassSchema {
  return {
    ...{ name, oid, category, kind: 'structural', superior: 'top', rdn: 'cn' },
    ...row,
    must: words(must),
    may: words(may),
    parents: words(parents),
    auxiliary: words(auxiliary),
  };
}
