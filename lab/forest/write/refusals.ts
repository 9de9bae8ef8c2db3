import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapResult } from '../../ldap/message.ts';
import { ResultCode } from '../../ldap/result-codes.ts';

const result = (code: number, diagnosticMessage: string): LdapResult =>
  Object.freeze({ code, diagnosticMessage });
const update = (code: number, win32: string, problem: string): LdapResult =>
  result(code, `${win32}: UpdErr: DSID-031A11E2, problem ${problem}, data 0\n`);
const service = (code: number, win32: string): LdapResult =>
  result(code, `${win32}: SvcErr: DSID-031A1262, problem 5003 (WILL_NOT_PERFORM), data 0\n`);

/** What a domain controller answers to a write that it does not make. */
export const WriteRefusal = {
  bindFirst: result(
    ResultCode.operationsError,
    '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v1db1',
  ),
  rights: result(
    ResultCode.insufficientAccessRights,
    '00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n',
  ),
  globalCatalog: service(ResultCode.unwillingToPerform, '0000202B'),
  exists: update(ResultCode.entryAlreadyExists, '00000524', '6005 (ENTRY_EXISTS)'),
  unknownClass: result(
    ResultCode.noSuchAttribute,
    '00000057: LdapErr: DSID-0C090D8A, comment: Error in attribute conversion operation, data 0, v1db1',
  ),
  unknownAttribute: result(
    ResultCode.noSuchAttribute,
    '00000057: LdapErr: DSID-0C090D8A, comment: Error in attribute conversion operation, data 0, v1db1',
  ),
  noClass: update(ResultCode.objectClassViolation, '0000207B', '6002 (OBJ_CLASS_VIOLATION)'),
  missingAttribute: update(ResultCode.objectClassViolation, '00002077', '6002 (OBJ_CLASS_VIOLATION)'),
  notAllowedByClass: update(ResultCode.objectClassViolation, '0000207D', '6002 (OBJ_CLASS_VIOLATION)'),
  classChange: service(ResultCode.objectClassModsProhibited, '000020B1'),
  badSuperior: update(ResultCode.namingViolation, '00002099', '6001 (NAMING_VIOLATION)'),
  badRdn: update(ResultCode.namingViolation, '00002071', '6001 (NAMING_VIOLATION)'),
  systemOnly: service(ResultCode.unwillingToPerform, '0000209A'),
  rdnChange: service(ResultCode.notAllowedOnRdn, '000020B1'),
  hasChildren: update(ResultCode.notAllowedOnNonLeaf, '00002015', '6003 (CANT_ON_NON_LEAF)'),
  critical: service(ResultCode.unwillingToPerform, '0000202B'),
  keepsOldRdn: service(ResultCode.unwillingToPerform, '00002016'),
  loop: service(ResultCode.unwillingToPerform, '00002089'),
  acrossDomains: service(ResultCode.unwillingToPerform, '00002084'),
  lockoutTime: service(ResultCode.unwillingToPerform, '00000057'),
  pwdLastSet: service(ResultCode.unwillingToPerform, '00000057'),
  primaryGroup: service(ResultCode.unwillingToPerform, '00000529'),
  groupType: service(ResultCode.unwillingToPerform, '00002141'),
  groupNesting: service(ResultCode.unwillingToPerform, '00002143'),
  policyWindow: service(ResultCode.unwillingToPerform, '0000202F'),
  memberAlready: update(ResultCode.entryAlreadyExists, '00000562', '6005 (ENTRY_EXISTS)'),
  notMember: service(ResultCode.unwillingToPerform, '00000561'),
} as const satisfies Record<string, LdapResult>;

export function refuse(why: keyof typeof WriteRefusal): never {
  throw new LdapRefusalError(WriteRefusal[why]);
}

/** A value that an attribute cannot have; `problem` as [MS-ADTS] 3.1.1.3.1.9 numbers them. */
export type AttributeProblem =
  'syntax' | 'range' | 'multiple' | 'present' | 'absent' | 'upn' | 'spn' | 'target' | 'precedence';

const PROBLEMS: Readonly<Record<AttributeProblem, readonly [code: number, win32: string, problem: string]>> =
  {
    syntax: [ResultCode.invalidAttributeSyntax, '00000057', '1006 (INVALID_ATT_SYNTAX)'],
    precedence: [ResultCode.invalidAttributeSyntax, '00000057', '1006 (INVALID_ATT_SYNTAX)'],
    range: [ResultCode.constraintViolation, '00002082', '1005 (CONSTRAINT_ATT_TYPE)'],
    multiple: [ResultCode.constraintViolation, '00002081', '1005 (CONSTRAINT_ATT_TYPE)'],
    present: [ResultCode.attributeOrValueExists, '00002083', '1006 (ATT_OR_VALUE_EXISTS)'],
    absent: [ResultCode.noSuchAttribute, '00002085', '1001 (NO_ATTRIBUTE_OR_VAL)'],
    upn: [ResultCode.constraintViolation, '000021C8', '1005 (CONSTRAINT_ATT_TYPE)'],
    spn: [ResultCode.constraintViolation, '000021C7', '1005 (CONSTRAINT_ATT_TYPE)'],
    target: [ResultCode.constraintViolation, '000020B5', '1005 (CONSTRAINT_ATT_TYPE)'],
  };

export function refuseAttribute(problem: AttributeProblem, attribute: string): never {
  const [code, win32, text] = PROBLEMS[problem];
  const dsid = 'DSID-031906F4';
  const diagnosticMessage = `${win32}: AtrErr: ${dsid}, #1:\n\t0: ${win32}: ${dsid}, problem ${text}, data 0, Att (${attribute})\n`;
  throw new LdapRefusalError({ code, diagnosticMessage });
}

export function refuseWith(refusal: LdapResult): never {
  throw new LdapRefusalError(refusal);
}
