import type { PageForm } from '../../lab/devices/page.ts';

/** What the person at a browser knows and wants. */
export interface Person {
  readonly upn: string;
  readonly password: string;
  /** For a page that asks for another password; without it the person gives up there. */
  readonly newPassword?: string | undefined;
  /** Tells the code that a page asks for; without it the person gives up there. */
  readonly secondFactor?: (() => Promise<string>) | undefined;
  /** The code that a device shows, and whether the person means it. */
  readonly device?: { readonly userCode: string; readonly confirms: boolean } | undefined;
}

type Fields = Readonly<Record<string, string>>;
type Typed = Fields | undefined | Promise<Fields | undefined>;

interface Page {
  readonly name: string;
  /** Whether it is this one: by where its form leads, or by a field that it alone has. */
  readonly is: (form: PageForm) => boolean;
  readonly type: (person: Person) => Typed;
}

const leadsTo =
  (path: string) =>
  ({ action }: PageForm): boolean =>
    action.split('?')[0]?.endsWith(path) === true;
const asks =
  (field: string) =>
  ({ fields }: PageForm): boolean =>
    fields[field] !== undefined;

/** Every page of the cloud's and of AD FS' that a person can meet; the first that fits is it. */
const PAGES: readonly Page[] = [
  { name: "the provider's answer", is: leadsTo('/login.srf'), type: () => ({}) },
  {
    name: "AD FS' second factor",
    is: asks('VerificationCode'),
    type: (person) => code(person, 'VerificationCode'),
  },
  {
    name: "AD FS' password",
    is: asks('Password'),
    type: ({ upn, password }) => ({ UserName: upn, Password: password }),
  },
  { name: 'password', is: asks('passwd'), type: ({ password }) => ({ passwd: password }) },
  { name: 'name', is: asks('loginfmt'), type: ({ upn }) => ({ loginfmt: upn }) },
  { name: 'new password', is: asks('newPassword'), type: newPassword },
  { name: 'second factor', is: leadsTo('/ProcessAuth'), type: (person) => code(person, 'otc') },
  { name: 'stay signed in', is: leadsTo('/kmsi'), type: () => ({ LoginOptions: '3' }) },
  {
    name: "the device's code",
    is: leadsTo('/deviceauth'),
    type: ({ device }) => device && { otc: device.userCode },
  },
  {
    name: 'confirmation',
    is: leadsTo('/deviceconfirm'),
    type: ({ device }) => device && { confirm: device.confirms ? 'yes' : 'no' },
  },
];

/** The form as the person sends it off, and the page's name; undefined when they have nothing for it. */
export async function fillIn(
  form: PageForm,
  person: Person,
): Promise<{ page: string; fields: Fields } | undefined> {
  const page = PAGES.find(({ is }) => is(form));
  const typed = await page?.type(person);
  return page && typed && { page: page.name, fields: { ...form.fields, ...typed } };
}

async function code({ secondFactor }: Person, field: string): Promise<Fields | undefined> {
  return secondFactor && { [field]: await secondFactor() };
}

function newPassword({ password, newPassword: wanted }: Person): Fields | undefined {
  if (wanted === undefined) return undefined;
  return { currentPassword: password, newPassword: wanted, confirmNewPassword: wanted };
}
