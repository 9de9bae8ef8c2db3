/** What the pages say. The texts for a locked account and for a password that cannot be changed here are documented. */
export const NAME_NOT_FOUND =
  'This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.';

const WRONG_PASSWORD =
  "Your account or password is incorrect. If you don't remember your password, reset it now.";

/** Documented: Smart Lockout, "Verify Smart lockout". */
export const LOCKED =
  'Your account is temporarily locked to prevent unauthorized use. Try again later, and if you still have trouble, contact your admin.';

/** Documented: pass-through authentication, frequently asked questions. */
export const NO_CHANGE_HERE =
  "Your organization doesn't allow you to update your password on this site. Update it according to the method recommended by your organization, or ask your admin if you need help.";

/** Refusals that the page with the password tells, by AADSTS code; any other is a page of its own. */
const TEXTS: ReadonlyMap<number, string> = new Map([
  [50034, NAME_NOT_FOUND],
  [50053, LOCKED],
  [50055, 'Your password has expired. Ask your admin to reset it.'],
  [50056, WRONG_PASSWORD],
  [50057, 'Your account has been locked. Contact your support person to unlock it, then try again.'],
  [50064, WRONG_PASSWORD],
  [50126, WRONG_PASSWORD],
  [50144, NO_CHANGE_HERE],
]);

export function textOnPage(code: number): string | undefined {
  return TEXTS.get(code);
}

/** Names of the codes are documented, the texts are the page's. */
const CHANGE_TEXTS: ReadonlyMap<number, string> = new Map([
  [50053, LOCKED],
  [120000, 'Your current password is not right. Try again.'],
  [120002, "Choose a password that's harder for people to guess."],
  [120004, "Your new password doesn't meet your organization's requirements. Try another."],
  [120013, "We can't reach your organization to change your password right now. Try again later."],
  [120014, "Your account is locked or disabled, so your password can't be changed here."],
]);

export function passwordChangeText(code: number): string {
  return CHANGE_TEXTS.get(code) ?? "Your password couldn't be changed. Try again later.";
}
