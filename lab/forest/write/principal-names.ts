import { SCHEMA } from '../schema/schema.ts';
import type { AttributeSchema } from '../schema/attribute-schema.ts';
import type { DirectoryObject } from '../store/object.ts';
import { isFitAccountName } from './account-name.ts';
import { refuseAttribute, type AttributeProblem } from './attribute-refusals.ts';
import { classesIn, textIn, valuesIn, type Drafting } from './drafting.ts';
import { refuse } from './refusals.ts';
import { isDeleted } from '../store/object.ts';

/** The names of a security principal: fit for it, and nobody else's. */
export function keepPrincipalNames(drafting: Drafting): void {
  if (drafting.named.has('samaccountname')) keepSam(drafting);
  if (drafting.named.has('userprincipalname')) keepUnique('userPrincipalName', 'upn', drafting);
  if (drafting.named.has('serviceprincipalname')) keepUnique('servicePrincipalName', 'spn', drafting);
}

/** A `sAMAccountName` is one object's in its domain. */
function keepSam(drafting: Drafting): void {
  const { writing, id, before } = drafting;
  const sam = textIn(drafting, 'samaccountname');
  if (sam === undefined) refuse('missingAttribute');
  const isUser = classesIn(drafting).includes('user') && !classesIn(drafting).includes('computer');
  const isNew = sam !== before?.values('samaccountname')[0];
  if (isNew && !isFitAccountName(sam, isUser)) refuse('accountName');
  if (writing.domain.at(writing.dc).find('samaccountname', sam).some(isOther(id))) refuse('exists');
}

/** UPNs and SPNs are one object's in the whole forest (domain controllers since Windows Server 2012 R2). */
function keepUnique(name: string, problem: AttributeProblem, drafting: Drafting): void {
  const { writing, id } = drafting;
  const key = name === 'userPrincipalName' ? 'userprincipalname' : 'serviceprincipalname';
  const wanted = valuesIn(drafting, key);
  for (const { replica } of writing.forest.replicasFor(writing.domain, writing.dc)) {
    const isTaken = wanted.some((value) => replica.find(key, value).some(isOther(id)));
    if (isTaken) refuseAttribute(problem, attributeOf(name));
  }
}

function attributeOf(name: string): AttributeSchema {
  return SCHEMA.attribute(name) ?? refuse('unknownAttribute');
}

function isOther(id: string): (found: DirectoryObject) => boolean {
  return (found) => found.id !== id && !isDeleted(found);
}
