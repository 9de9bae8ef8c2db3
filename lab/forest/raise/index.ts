export { PasswordBook, derivedPassword } from './password-book.ts';
export { raiseForests, type RaisedEstate } from './raise-forests.ts';
export { connectionLimitsOf } from './settings-of.ts';
export type { RaiseGround } from './ground.ts';
