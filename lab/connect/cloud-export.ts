import { z } from 'zod';
import type { CloudSession } from './cloud-session.ts';
import { batches } from './core/delta.ts';
import type { Refusal, SyncedUser } from './core/person.ts';
import { CloudAnswerError } from './errors.ts';

/** Users a request may carry: well below the service's limit on bodies. */
const BATCH = 100;
const EXPORT_URL = 'https://adminwebservice.microsoftonline.com/v1/export';

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
