/** What the person at a browser knows and wants. */
export interface Person {
  readonly upn: string;
  readonly password: string;
  /** Where a page asks for another password; without it the person gives up there. */
  readonly newPassword?: string | undefined;
  /** The code that a page asks for; without it the person gives up there. */
  readonly secondFactor?: (() => Promise<string>) | undefined;
  /** The code that a device shows, and whether the person means it. */
  readonly device?: { readonly userCode: string; readonly confirms: boolean } | undefined;
}

type Fields = Readonly<Record<string, string>>;

export interface Filled {
  readonly page: string;
  readonly fields: Fields;
}

type Answer = (person: Person) => Fields | undefined | Promise<Fields | undefined>;

/** Pages by a field that each alone has, the more special ones first, and what the person types there. */
const PAGES: readonly (readonly [field: string, answer: Answer])[] = [
  ['wresult', () => ({})],
  ['SAMLResponse', () => ({})],
  ['newPassword', ({ password, newPassword }) => newPassword && changed(password, newPassword)],
  ['VerificationCode', async ({ secondFactor }) => secondFactor && { VerificationCode: await secondFactor() }],
  ['Password', ({ upn, password }) => ({ UserName: upn, Password: password })],
  ['passwd', ({ password }) => ({ passwd: password })],
  ['loginfmt', ({ upn }) => ({ loginfmt: upn })],
  ['otc', async ({ device, secondFactor }) => otc(device, secondFactor)],
];

/** A form as the person fills it in; undefined when they have nothing for it. */
export async function fillIn(form: Fields, person: Person): Promise<Filled | undefined> {
  const [field, answer] = PAGES.find(([name]) => form[name] !== undefined) ?? BUTTONS;
  const fields = await answer(person);
  return fields && { page: field, fields };
}
