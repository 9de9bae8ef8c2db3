import { z } from 'zod';
import { duration } from '../../lab/config/duration.ts';

/** One value of an attribute or several; `hex:` before a value's bytes. */
const values = z.union([z.string(), z.array(z.string())]);
const attributes = z.record(z.string(), values);
const over = z.enum(['ldap', 'ldaps']);

/** States that an account can be in when a bind comes. */
export const STATES = [
  'disabled',
  'expired',
  'mustchange',
  'pwexpired',
  'hours',
  'workstation',
  'locked',
] as const;

const policy = z.strictObject({
  lockoutThreshold: z.int().optional(),
  /** `0s`: until an administrator unlocks. */
  lockoutDuration: duration().optional(),
  observationWindow: duration().optional(),
  /** `0s`: never. */
  maxPasswordAge: duration().optional(),
  minPasswordAge: duration().optional(),
  historyLength: z.int().optional(),
  minLength: z.int().optional(),
});

/** A simple bind: `right` and `wrong` are the passwords of every user, anything else is itself. */
const bind = z.strictObject({
  bind: z.string(),
  password: z.string().default('right'),
  times: z.int().default(1),
});

const write = z.strictObject({
  dn: z.string(),
  add: attributes.default({}),
  delete: attributes.default({}),
  replace: attributes.default({}),
});

const fineGrained = z.strictObject({
  name: z.string(),
  precedence: z.int(),
  threshold: z.int(),
  duration: duration('60s'),
  window: duration('60s'),
  maxAge: duration('0s'),
  /** Names under OU=Golden. */
  to: z.array(z.string()).default([]),
});

const step = z.union([
  z.strictObject({
    user: z.string(),
    password: z.string().default('right'),
    attributes: attributes.default({}),
    /** Attributes of a usual user that this one lacks. */
    without: z.array(z.string()).default([]),
  }),
  z.strictObject({ state: z.array(z.enum(STATES)), of: z.string() }),
  z.strictObject({ policy }),
  z.strictObject({
    group: z.string(),
    members: z.array(z.string()),
    scope: z.enum(['global', 'local', 'universal']).default('global'),
  }),
  /** So many contacts under OU=Crowd, and the group CN=big there with all of them. */
  z.strictObject({ crowd: z.int() }),
  z.strictObject({ pso: fineGrained }),
  bind,
  z.strictObject({ setPassword: z.string(), to: z.string() }),
  z.strictObject({ write }),
  z.strictObject({ remove: z.string() }),
  z.strictObject({ rename: z.string(), to: z.string() }),
  z.strictObject({ wait: duration() }),
  /** The connection on which the act then comes. */
  z.strictObject({ session: z.array(bind), over: over.default('ldaps') }),
]);

const control = z.strictObject({
  oid: z.string(),
  critical: z.boolean().default(false),
  /** Bytes in hexadecimal. */
  value: z.string().optional(),
});

const search = z.strictObject({
  base: z.string().default('$golden'),
  scope: z.enum(['base', 'one', 'sub']).default('sub'),
  filter: z.string().default('(objectClass=*)'),
  attributes: z.array(z.string()).default(['cn']),
  sizeLimit: z.int().optional(),
  typesOnly: z.boolean().optional(),
});

const act = z.strictObject({
  /** Bound beforehand: nobody, `admin`, or a user with the right password. */
  as: z.string().default('nobody'),
  over: over.default('ldaps'),
  starttls: z.boolean().default(false),
  bind: z.string().optional(),
  password: z.string().default('right'),
  version: z.int().default(3),
  sasl: z.string().optional(),
  /** Bytes in hexadecimal. */
  saslCredentials: z.string().optional(),
  search: search.optional(),
  /** Fetches page after page of this size. */
  pageSize: z.int().optional(),
  /** Asks for the second page on another connection. */
  foreignCookie: z.boolean().default(false),
  compare: z.strictObject({ dn: z.string(), attribute: z.string(), value: z.string() }).optional(),
  add: z.strictObject({ dn: z.string(), attributes }).optional(),
  pso: fineGrained.optional(),
  write: write.optional(),
  remove: z.string().optional(),
  rename: z.strictObject({ dn: z.string(), to: z.string() }).optional(),
  /** A password change as its owner makes it: deletes the old one, adds the new one. */
  change: z.strictObject({ of: z.string(), from: z.string(), to: z.string() }).optional(),
  /** An administrator's reset. */
  reset: z.strictObject({ of: z.string(), to: z.string() }).optional(),
  extended: z.string().optional(),
  /** Bytes in hexadecimal, as they go on the wire. */
  send: z.string().optional(),
  /** Several binds in one segment: `right` or `wrong`, of this user; then a search perhaps. */
  pipeline: z
    .strictObject({
      of: z.string(),
      passwords: z.array(z.string()),
      search: z.boolean().default(false),
    })
    .optional(),
  controls: z.array(control).default([]),
});

/** What a case looks at besides result code and sub-code. */
export const OBSERVABLE = [
  'attributes',
  'values',
  'references',
  'dn',
  'oid',
  'value',
  'pwdLastSet',
  'lastLogon',
  'logonCount',
  'userAccountControl',
  'resultantPso',
] as const;

const testCase = z.strictObject({
  /** Of the recording, where there is one. */
  id: z.string(),
  /** Why a live Samba cannot be asked; its recording still counts. */
  notOnSamba: z.string().optional(),
  given: z.array(step).default([]),
  when: act,
  /** The user whose counters are read before and after. */
  about: z.string().optional(),
  observe: z.array(z.enum(OBSERVABLE)).default([]),
  /** What Windows is documented to say besides: a pattern that the simulated forest's text must match. */
  text: z.string().optional(),
});

export const tableFile = z.array(testCase);
export type Case = z.output<typeof testCase>;
export type Step = z.output<typeof step>;
export type Act = z.output<typeof act>;
export type Policy = z.output<typeof policy>;
export type FineGrained = z.output<typeof fineGrained>;
export type State = (typeof STATES)[number];
export type Observable = (typeof OBSERVABLE)[number];
