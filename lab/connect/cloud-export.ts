import { z } from 'zod';
import type { CloudSession } from './cloud-session.ts';
import { batches } from './core/delta.ts';
import type { Refusal, SyncedHash, SyncedUser } from './core/person.ts';
import { CloudAnswerError } from './errors.ts';

/** Users a request may carry: well below the service's limit on bodies. */
const BATCH = 100;
const EXPORT_URL = 'https://adminwebservice.microsoftonline.com/v1/export';

const HASHES_URL = 'https://adminwebservice.microsoftonline.com/v1/hashes';
const POPULATION_URL = 'https://adminwebservice.microsoftonline.com/v1/population';

const hashesAnswer = z.object({ accepted: z.number() });
const exportAnswer = z.object({
  refused: z.array(z.object({ sourceAnchor: z.string(), reason: z.string() })),
});

/** Sends users to the tenant, batch by batch; `answered` hears what came of each before the next is sent. */
export async function exportUsers(
  session: CloudSession,
  serverName: string,
  users: readonly SyncedUser[],
  answered: (batch: readonly SyncedUser[], refused: readonly Refusal[]) => void,
): Promise<void> {
  for (const batch of batches(users, BATCH)) {
    const body = await session.call({ url: EXPORT_URL, json: { serverName, users: batch } });
    const answer = exportAnswer.safeParse(body);
    if (!answer.success)
      throw new CloudAnswerError(serverName, EXPORT_URL, 200, 'not the outcome of an export');
    answered(batch, answer.data.refused);
  }
}

/** Tells the tenant of users who are gone. */
export async function exportDeletions(
  session: CloudSession,
  serverName: string,
  sourceAnchors: readonly string[],
): Promise<void> {
  for (const deleted of batches(sourceAnchors, BATCH))
    await session.call({ url: EXPORT_URL, json: { serverName, users: [], deleted } });
}

/** Sends password hashes; answers how many the tenant has taken. */
export async function exportHashes(
  session: CloudSession,
  serverName: string,
  hashes: readonly SyncedHash[],
): Promise<number> {
  let accepted = 0;
  for (const batch of batches(hashes, BATCH)) {
    const answer = hashesAnswer.safeParse(
      await session.call({ url: HASHES_URL, json: { serverName, hashes: batch } }),
    );
    if (!answer.success)
      throw new CloudAnswerError(serverName, HASHES_URL, 200, 'not the outcome of an export of hashes');
    accepted += answer.data.accepted;
  }
  return accepted;
}

/** Tells the tenant of many users as one. */
export async function exportPopulation(
  session: CloudSession,
  serverName: string,
  { count, hashes }: { readonly count: number; readonly hashes: boolean },
): Promise<void> {
  await session.call({ url: POPULATION_URL, json: { serverName, count, hashes } });
}
