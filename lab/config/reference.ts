import { stringify } from 'yaml';
import { z } from 'zod';
import { DEFAULT_LAB } from './default-lab.ts';
import { labConfig } from './lab-config.ts';
import { bare } from './schema-walk.ts';

const SECTIONS: readonly [key: string, text: string][] = [
  ['seed', 'What every choice of the lab follows from. `--seed` on the command line goes before it.'],
  [
    'clock',
    'Lab time. Unless written, a lab is frozen at a fixed moment, or flows from now when an agent has a command of its own or lives by the wall.',
  ],
  ['forest', 'The Active Directory forest. Without it there is no domain controller.'],
  ['cloud', "The tenant. It is always there; leave the section out for the tenant's defaults."],
  [
    'federation',
    'An AD FS farm. Its domains are domains of the tenant, and are federated with it when the lab starts.',
  ],
  ['exchange', "Exchange Online's front end for mail clients with basic authentication."],
  ['connect', 'Entra Connect servers. They need `forest` and `egress`.'],
  [
    'egress',
    'The corporate firewall and outbound proxy: the only way from agents and Connect servers to the tenant.',
  ],
  [
    'agents',
    "Hosts with an authentication agent. They need `forest` and `egress`. Entra Connect's wizard installs the one on its own host.",
  ],
];

const HEAD = `# lab.yaml

This page is written from the schemas by \`node scripts/lab-file-reference.ts\`; a test fails when it is out of date.

A lab file describes an estate. Every section stands for a component, and a section that is not written is a component
that is not there. \`forest:\` with nothing below it is that component with its defaults. Durations are text with units:
\`15s\`, \`30m\`, \`12h\`, \`1h30m\`, \`0s\`. A mistake is answered with file, line, column, what was found and what was
expected, and exit code 2:

    lab.yaml:2:3: forest.lockuot: found the unknown key "lockuot"; expected one of … Did you mean lockout?

Several mistakes have a line each, up to twenty, and the rest are counted. Whether the parts of the estate fit together is
told in the same run, unless a key or a value cannot be understood at all.

A command in \`agents\` that begins with \`./\` or \`../\` is relative to the folder of the lab file.

Besides what the tables say: host names and domains are used once; a federated domain has a farm; a user's UPN suffix
is one of the forest's; the lockout's observation window is no longer than its duration; there are no more agents than
the tenant takes.

Without a file, the lab is this one:
`;

/** The reference of lab.yaml, in Markdown. */
export function labFileReference(): string {
  const example = stringify(DEFAULT_LAB).trimEnd();
  const sections = SECTIONS.map(([key, text]) => `## ${key}\n\n${text}\n\n${tableOf(key)}`);
  return `${HEAD}\n\`\`\`yaml\n${example}\n\`\`\`\n\n${sections.join('\n\n')}\n`;
}

function tableOf(key: string): string {
  const schema: unknown = Reflect.get(labConfig.shape, key);
  if (!(schema instanceof z.ZodType)) return '';
  return ['| key | value | when not written |', '| --- | --- | --- |', ...rowsOf(key, schema)].join('\n');
}

/** Parts of further domains and forests that are told of at the first one. */
const FURTHER =
  /^forest\.(?:domains|forests)\[\]\.(lockout|passwordPolicy|fineGrainedPolicies|groups|users|sites|replication|ldapPolicies|domainControllers|domains|trusts)$/;

/** One row for a value, and for everything below it. */
function rowsOf(path: string, schema: z.core.$ZodType): string[] {
  const [, known] = FURTHER.exec(path) ?? [];
  if (known !== undefined) return [`| \`${path}\` | as \`forest.${known}\` | ${standIn(schema)} |`];
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) {
    const below = Object.entries<z.core.$ZodType>(inner.shape);
    return below.flatMap(([key, child]) => rowsOf(`${path}.${key}`, child));
  }
  if (inner instanceof z.ZodArray && bare(inner.element) instanceof z.ZodObject) {
    return [row(path, schema), ...rowsOf(`${path}[]`, inner.element)];
  }
  return [row(path, schema)];
}

function row(path: string, schema: z.core.$ZodType): string {
  const cells = [`\`${path}\``, kindOf(schema), standIn(schema)];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function kindOf(schema: z.core.$ZodType): string {
  if (isDuration(schema)) return 'duration';
  const inner = bare(schema);
  if (inner instanceof z.ZodEnum) return inner.options.map((option) => `\`${option}\``).join(', ');
  if (inner instanceof z.ZodArray) return `list of ${kindOf(inner.element)}`;
  if (inner instanceof z.ZodRecord) return `map of ${kindOf(inner.valueType)} by ${kindOf(inner.keyType)}`;
  if (inner instanceof z.ZodUnion) return inner.options.map(kindOf).join(' or ');
  if (inner instanceof z.ZodLiteral)
    return [...inner.values].map((value) => `\`${String(value)}\``).join(', ');
  if (inner instanceof z.ZodNumber) return `number${boundsOf(inner)}`;
  if (inner instanceof z.ZodBoolean) return 'true or false';
  return inner instanceof z.ZodObject ? 'map' : 'text';
}

function boundsOf({ minValue, maxValue }: z.ZodNumber): string {
  const bounded = [minValue, maxValue].every((bound) => bound !== null && Number.isFinite(bound));
  return bounded ? ` from ${minValue ?? ''} to ${maxValue ?? ''}` : '';
}

/** The duration schema says so in its metadata, wherever it is refined or given a default. */
function isDuration(schema: z.core.$ZodType): boolean {
  if (z.globalRegistry.get(schema)?.title === 'duration') return true;
  return schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? isDuration(schema.unwrap())
    : false;
}

function standIn(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    const value: unknown = schema.def.defaultValue;
    return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
  }
  return schema instanceof z.ZodOptional ? '–' : 'must be written';
}
