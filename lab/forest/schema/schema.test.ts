import { expect, test } from 'vitest';
import { isForwardLink, SCHEMA } from './schema.ts';
import { subschemaOf } from './subschema.ts';

const repeated = (names: readonly string[]): string[] =>
  names.filter((name, nth) => names.indexOf(name) !== nth);

test('no name and no OID stands for two things', () => {
  const all = [...SCHEMA.attributes, ...SCHEMA.classes];
  expect(repeated(all.map(({ oid }) => oid))).toEqual([]);
  expect(repeated(SCHEMA.attributes.map(({ key }) => key))).toEqual([]);
});

test('classes name attributes and classes that exist', () => {
  const names = SCHEMA.classes.flatMap(({ must, may, rdn }) => [...must, ...may, rdn]);
  expect(names.filter((name) => SCHEMA.attribute(name) === undefined)).toEqual([]);
  const classes = SCHEMA.classes.flatMap(({ superior, auxiliary, parents }) => [
    superior,
    ...auxiliary,
    ...parents,
  ]);
  expect(classes.filter((name) => SCHEMA.class(name) === undefined)).toEqual([]);
});

test('a back link has its forward link', () => {
  const back = SCHEMA.attributes.filter(({ linkId }) => linkId !== undefined && linkId % 2 === 1);
  const lonely = back.filter((one) => SCHEMA.linkPartner(one) === undefined).map(({ name }) => name);
  expect(lonely).toEqual([]);
  expect(SCHEMA.attributes.filter(isForwardLink).map(({ name }) => name)).toContain('member');
});

test('a user is a person, and may have what its auxiliary classes have', () => {
  expect(SCHEMA.chain('computer')).toEqual(['top', 'person', 'organizationalPerson', 'user', 'computer']);
  expect(SCHEMA.structuralOf(['top', 'user', 'person'])?.name).toBe('user');
  const { must, may } = SCHEMA.allowed(['top', 'person', 'organizationalPerson', 'user']);
  expect([must.has('samaccountname'), may.has('mailnickname'), may.has('operatingsystem')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('places hold what may stand in them', () => {
  const user = SCHEMA.class('user');
  expect(user && SCHEMA.mayHold(['top', 'organizationalUnit'], user)).toBe(true);
  expect(user && SCHEMA.mayHold(['top', 'person', 'organizationalPerson', 'user'], user)).toBe(false);
});

test('the subschema reads as RFC 4512 has it, but for the quotes that domain controllers put round syntaxes', () => {
  const { attributeTypes, objectClasses, dITContentRules } = subschemaOf(SCHEMA);
  const type = /^\( [\d.]+ NAME '[\w-]+' SYNTAX '[\d.]+'( SINGLE-VALUE)?( NO-USER-MODIFICATION)? \)$/;
  expect(attributeTypes.filter((text) => !type.test(text))).toEqual([]);
  const names = String.raw`\([\w-]+(?: \$ [\w-]+)* \)`;
  const kinds = '(?:STRUCTURAL|ABSTRACT|AUXILIARY)';
  const oneClass = new RegExp(
    `^\\( [\\d.]+ NAME '[\\w-]+'(?: SUP [\\w-]+)? ${kinds}(?: MUST ${names})?(?: MAY ${names})? \\)$`,
  );
  expect(objectClasses.filter((text) => !oneClass.test(text))).toEqual([]);
  expect(dITContentRules.some((text) => text.includes("NAME 'user' AUX (securityPrincipal $"))).toBe(true);
});
