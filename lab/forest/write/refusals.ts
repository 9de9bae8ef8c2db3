import { LdapRefusalError } from '../../ldap/errors.ts';
import type { LdapResult } from '../../ldap/message.ts';
import { ResultCode } from '../../ldap/result-codes.ts';

/** Code numbers in the texts are Win32 errors: ERROR_DS_OBJ_CLASS_VIOLATION and the like ([MS-ERREF] 2.2). */
const CONVERSION =
  '00000057: LdapErr: DSID-0C090D8A, comment: Error in attribute conversion operation, data 0, v1db1';

/** What a domain controller answers to a write that it does not make. */
export const WriteRefusal = {
  bindFirst: result(
    ResultCode.operationsError,
    '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v1db1',
  ),
  globalCatalog: result(
    ResultCode.unwillingToPerform,
    '00002035: LdapErr: DSID-0C090B52, comment: Operation not allowed through GC port, data 0, v1db1',
  ),
  /** Writing a property of an object, or making or deleting one. */
  rights: security('00002098', 'DSID-03150F94'),
  /** Making, renaming or deleting the object itself. */
  objectRights: security('00000005', 'DSID-03152612'),
  /** A name that another object has in that place. */
  nameTaken: update(ResultCode.entryAlreadyExists, '00002071', '6005 (ENTRY_EXISTS)'),
  /** The name of another account ([MS-SAMR]). */
  exists: update(ResultCode.entryAlreadyExists, '00000524', '6005 (ENTRY_EXISTS)'),
  unknownClass: result(ResultCode.noSuchAttribute, CONVERSION),
  unknownAttribute: result(ResultCode.noSuchAttribute, CONVERSION),
  noValues: result(ResultCode.protocolError, CONVERSION),
  noClass: update(ResultCode.objectClassViolation, '0000207B', '6002 (OBJ_CLASS_VIOLATION)'),
  abstractClass: update(ResultCode.objectClassViolation, '000020A7', '6002 (OBJ_CLASS_VIOLATION)'),
  twoClasses: update(ResultCode.objectClassViolation, '00002014', '6002 (OBJ_CLASS_VIOLATION)'),
  /** Classes whose objects the system alone makes. */
  systemClass: service('000020A6'),
  missingAttribute: update(ResultCode.objectClassViolation, '0000207C', '6002 (OBJ_CLASS_VIOLATION)'),
  notAllowedByClass: update(ResultCode.objectClassViolation, '0000207D', '6002 (OBJ_CLASS_VIOLATION)'),
  classChange: update(ResultCode.objectClassModsProhibited, '00002017', '6007 (CANT_MOD_OBJ_CLASS)'),
  badSuperior: naming('00002099'),
  badRdn: naming('00002073'),
  /** Attributes that the Security Accounts Manager keeps. */
  ownedBySam: service('0000209A'),
  backLink: service('000020AA'),
  rdnChange: update(ResultCode.notAllowedOnRdn, '00002016', '6004 (CANT_ON_RDN)'),
  hasChildren: update(ResultCode.notAllowedOnNonLeaf, '00002015', '6003 (CANT_ON_NON_LEAF)'),
  cannotDelete: service('000020CE'),
  /** Some of a tree is deleted: the same request again goes on. */
  treeNotFinished: result(
    ResultCode.adminLimitExceeded,
    '000020CD: SvcErr: DSID-03140A0C, problem 5011 (ADMIN_LIMIT_EXCEEDED), data 0\n',
  ),
  cannotMove: service('00002121'),
  /** The rootDSE has operations, none of which the lab plays. */
  rootOperation: service('00000057'),
  keepsOldRdn: service('00000057'),
  loop: service('00002035'),
  acrossContexts: service('000020B0'),
  /** The configuration and the schema are as the lab made them. */
  readOnlyContext: service('00002035'),
  /** Numbers that are none the attribute may have: ERROR_INVALID_PARAMETER. */
  parameter: service('00000057'),
  accountName: result(
    ResultCode.other,
    '00000523: SysErr: DSID-031A1202, problem 22 (Invalid argument), data 0\n',
  ),
  primaryGroup: service('00000561'),
  memberAlready: update(ResultCode.entryAlreadyExists, '00000562', '6005 (ENTRY_EXISTS)'),
  primaryMember: update(ResultCode.entryAlreadyExists, '00000528', '6005 (ENTRY_EXISTS)'),
  notMember: service('00000561'),
  noSuchMember: result(
    ResultCode.noSuchObject,
    "00000525: NameErr: DSID-031A11DD, problem 2001 (NO_OBJECT), data 0, best match of:\n\t''\n",
  ),
  ownMember: service('00002035'),
  groupType: service('00002141'),
  globalHoldsLocal: service('00002144'),
  globalHoldsUniversal: service('00002145'),
  universalHoldsLocal: service('00002146'),
  globalHoldsForeign: service('00002147'),
  localHoldsForeignLocal: service('00002148'),
  /** A policy that contradicts itself: ERROR_DS_CONSTRAINT_VIOLATION. */
  policy: service('0000202F'),
} as const satisfies Record<string, LdapResult>;

export type WriteRefused = keyof typeof WriteRefusal;

export function refuse(why: WriteRefused): never {
  throw new LdapRefusalError(WriteRefusal[why]);
}

export function refuseWith(refusal: LdapResult): never {
  throw new LdapRefusalError(refusal);
}

/** Frozen: such results are encoded once. */
function result(code: number, diagnosticMessage: string): LdapResult {
  return Object.freeze({ code, diagnosticMessage });
}

function update(code: number, win32: string, problem: string): LdapResult {
  return result(code, `${win32}: UpdErr: DSID-031A11E2, problem ${problem}, data 0\n`);
}

function service(win32: string): LdapResult {
  const text = `${win32}: SvcErr: DSID-031A1262, problem 5003 (WILL_NOT_PERFORM), data 0\n`;
  return result(ResultCode.unwillingToPerform, text);
}

function security(win32: string, dsid: string): LdapResult {
  const text = `${win32}: SecErr: ${dsid}, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n`;
  return result(ResultCode.insufficientAccessRights, text);
}

function naming(win32: string): LdapResult {
  const text = `${win32}: NameErr: DSID-03050F78, problem 2005 (NAMING_VIOLATION), data 0, best match of:\n\t''\n`;
  return result(ResultCode.namingViolation, text);
}
