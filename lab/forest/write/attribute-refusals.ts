import { LdapRefusalError } from '../../ldap/errors.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';

/** What may be wrong about the values of one attribute. */
export type AttributeProblem =
  'syntax' | 'number' | 'length' | 'single' | 'present' | 'absent' | 'system' | 'upn' | 'spn' | 'target';

const CONSTRAINT = '1005 (CONSTRAINT_ATT_TYPE)';
const EXISTS = '1006 (ATT_OR_VALUE_EXISTS)';

const PROBLEMS: Readonly<Record<AttributeProblem, readonly [code: number, win32: string, problem: string]>> =
  {
    /** ERROR_DS_INVALID_ATTRIBUTE_SYNTAX. */
    syntax: [ResultCode.invalidAttributeSyntax, '0000200B', '1002 (INVALID_ATT_SYNTAX)'],
    /** A number out of range; recorded so. */
    number: [ResultCode.invalidAttributeSyntax, '0000200B', '1002 (INVALID_ATT_SYNTAX)'],
    /** ERROR_DS_RANGE_CONSTRAINT: too long or too short. */
    length: [ResultCode.constraintViolation, '00002082', CONSTRAINT],
    /** ERROR_DS_SINGLE_VALUE_CONSTRAINT; the result code is recorded. */
    single: [ResultCode.attributeOrValueExists, '00002081', EXISTS],
    /** ERROR_DS_ATT_VAL_ALREADY_EXISTS. */
    present: [ResultCode.attributeOrValueExists, '00002083', EXISTS],
    /** ERROR_DS_CANT_REM_MISSING_ATT_VAL. */
    absent: [ResultCode.noSuchAttribute, '00002085', '1001 (NO_ATTRIBUTE_OR_VAL)'],
    /** ERROR_DS_CANT_MOD_SYSTEM_ONLY. */
    system: [ResultCode.constraintViolation, '000020B1', CONSTRAINT],
    /** ERROR_DS_UPN_VALUE_NOT_UNIQUE_IN_FOREST. */
    upn: [ResultCode.constraintViolation, '000021C8', CONSTRAINT],
    /** ERROR_DS_SPN_VALUE_NOT_UNIQUE_IN_FOREST. */
    spn: [ResultCode.constraintViolation, '000021C7', CONSTRAINT],
    /** ERROR_DS_NAME_REFERENCE_INVALID. */
    target: [ResultCode.constraintViolation, '000020B5', CONSTRAINT],
  };

export function refuseAttribute(problem: AttributeProblem, { name, oid }: AttributeSchema): never {
  const [code, win32, text] = PROBLEMS[problem];
  const dsid = 'DSID-03151D4D';
  const about = `problem ${text}, data 0, Att ${attributeNumber(oid)} (${name})`;
  const diagnosticMessage = `${win32}: AtrErr: ${dsid}, #1:\n\t0: ${win32}: ${dsid}, ${about}\n`;
  throw new LdapRefusalError({ code, diagnosticMessage });
}

/** Prefixes of OIDs by the numbers that stand for them ([MS-DRSR] 5.16.4). */
const PREFIXES: Readonly<Record<string, number>> = {
  '2.5.4': 0,
  '2.5.6': 1,
  '1.2.840.113556.1.2': 2,
  '1.2.840.113556.1.3': 3,
  '2.5.5': 8,
  '1.2.840.113556.1.4': 9,
  '1.2.840.113556.1.5': 10,
  '2.16.840.1.113730.3': 20,
  '0.9.2342.19200300.100.1': 21,
  '2.16.840.1.113730.3.1': 22,
  '2.5.21': 24,
  '2.5.18': 25,
};

/** An attribute by its number, in hexadecimal: `9005a` for unicodePwd. */
export function attributeNumber(oid: string): string {
  const cut = oid.lastIndexOf('.');
  const prefix = PREFIXES[oid.slice(0, cut)] ?? 0;
  return (prefix * 0x10000 + Number(oid.slice(cut + 1))).toString(16);
}
