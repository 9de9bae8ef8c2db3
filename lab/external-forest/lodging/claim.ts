import { randomUUID } from 'node:crypto';
import { accountPolicyOf } from '../../forest/config/policy-of.ts';
import type { ForestConfig } from '../../forest/config.ts';
import { policyAttributes } from '../../forest/domain/policy.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import type { DomainAdministrator } from '../directory/administrator.ts';
import type { DomainFacts } from '../directory/domain-facts.ts';
import { OutsideRefusedError, OutsideTakenError } from '../errors.ts';
import { claimTexts, hold, isHeld, MARK, readClaim, startTicksOf, type Claim } from './mark.ts';
import { sweep } from './sweep.ts';

/** DN of the object that says which lab has the domain. */
export function markerOf(base: string): string {
  return `OU=${MARK},${base}`;
}

/** A domain that one lab has. */
export interface Claimed {
  /** UPN suffixes that it lacks. */
  readonly suffixes: readonly string[];
  /** Takes away what the lab has made, and puts back what there was. */
  undo(): Promise<void>;
}

/**
 * Takes the domain for one lab: what a killed one has left is swept, and what will be changed is written down in the
 * domain first. Throws OutsideTakenError while another lab has it.
 */
export async function claim(
  administrator: DomainAdministrator,
  facts: DomainFacts,
  config: ForestConfig,
): Promise<Claimed> {
  await sweepLeftovers(administrator, facts);
  const mine = await wanted(administrator, facts, config);
  const letGo = hold(mine.lab);
  const undo = async (): Promise<void> => {
    try {
      await sweep(administrator, facts, mine);
    } finally {
      letGo();
    }
  };
  try {
    await write(administrator, facts, mine);
  } catch (error) {
    letGo();
    throw error;
  }
  return { suffixes: mine.suffixes, undo };
}

async function sweepLeftovers(administrator: DomainAdministrator, facts: DomainFacts): Promise<void> {
  const marker = await administrator.entry(markerOf(facts.base), ['description', 'adminDescription']);
  if (marker !== undefined && marker.text('adminDescription') !== MARK)
    throw new OutsideTakenError(administrator.outside.name, `${marker.dn} is not the lab’s`);
  const former = readClaim(marker?.texts('description') ?? []);
  if (marker !== undefined && isHeld(former)) throw takenBy(administrator, former);
  await sweep(administrator, facts, former);
}

/** What this lab will change. */
async function wanted(
  administrator: DomainAdministrator,
  { base, configuration }: DomainFacts,
  config: ForestConfig,
): Promise<Claim> {
  const types = [...policyAttributes(accountPolicyOf(config)).keys()];
  const domain = await administrator.entry(base, types);
  const partitions = await administrator.entry(`CN=Partitions,${configuration}`, ['uPNSuffixes']);
  const known = [administrator.outside.dns, ...(partitions?.texts('uPNSuffixes') ?? [])].map((suffix) =>
    suffix.toLowerCase(),
  );
  return {
    pid: process.pid,
    startTicks: startTicksOf(process.pid),
    lab: randomUUID(),
    policies: Object.fromEntries(types.map((type) => [type, domain?.texts(type) ?? []])),
    suffixes: config.upnSuffixes.filter((suffix) => !known.includes(suffix.toLowerCase())),
  };
}

async function write(administrator: DomainAdministrator, { base }: DomainFacts, mine: Claim): Promise<void> {
  const values = { adminDescription: [MARK], description: claimTexts(mine) };
  try {
    await administrator.add(markerOf(base), { objectClass: ['organizationalUnit'], ...values });
  } catch (error) {
    const isTaken =
      error instanceof OutsideRefusedError && error.resultCode === ResultCode.entryAlreadyExists;
    throw isTaken
      ? new OutsideTakenError(administrator.outside.name, 'another lab has just taken it')
      : error;
  }
}

function takenBy({ outside }: DomainAdministrator, { pid }: Claim): OutsideTakenError {
  const whose = pid === process.pid ? 'another lab of this process' : `the lab of process ${pid}`;
  return new OutsideTakenError(outside.name, `${whose} has it, and a domain is one lab’s at a time`);
}
