import { request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { createChance } from '../chance/chance.ts';
import { wallAfter, wallElapsed, wallSleep } from '../clock/wall.ts';
import type { ArrivalsPlan, ArrivalsResult } from './arrivals-plan.ts';
import { LOGIN, passwordGrant } from './login.ts';
import { percentilesOf } from './percentiles.ts';

const refusal = z.object({ error_codes: z.array(z.number()).min(1) });

/** Sends sign-ins at a fixed rate in real time, whether or not earlier ones are answered (open arrivals). */
export async function driveArrivals(plan: ArrivalsPlan, dispatcher: Dispatcher): Promise<ArrivalsResult> {
  const total = Math.max(1, Math.round((plan.ratePerSecond * plan.durationMs) / 1_000));
  const chance = createChance(plan.seed);
  const latencies: number[] = [];
  const failed: Record<string, number> = {};
  const attempts: Promise<void>[] = [];
  const cpuBefore = process.cpuUsage();
  const start = wallElapsed();
  let latenessMs = 0;
  for (let nth = 0; nth < total; nth++) {
    const due = start + (nth * 1_000) / plan.ratePerSecond;
    const early = due - wallElapsed();
    if (early > 0) await wallSleep(early);
    latenessMs = Math.max(latenessMs, wallElapsed() - due);
    attempts.push(
      attempt(plan, dispatcher, nth, chance.uuid()).then((failure) => {
        latencies.push(wallElapsed() - due);
        if (failure !== undefined) failed[failure] = (failed[failure] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(attempts);
  const durationMs = wallElapsed() - start;
  const failures = Object.values(failed).reduce((sum, count) => sum + count, 0);
  return {
    sent: total,
    succeeded: total - failures,
    failed,
    latencyMs: percentilesOf(latencies),
    latenessMs: Math.round(latenessMs * 100) / 100,
    durationMs: Math.round(durationMs),
    throughputPerSecond: Math.round((total / durationMs) * 100_000) / 100,
    cpuMs: cpuSince(cpuBefore),
  };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1_000);
}

/** One password grant; the name of its failure, or nothing. */
async function attempt(
  plan: ArrivalsPlan,
  dispatcher: Dispatcher,
  nth: number,
  correlationId: string,
): Promise<string | undefined> {
  const user = plan.users[nth % plan.users.length];
  if (user === undefined) return 'no user';
  const controller = new AbortController();
  const timer = wallAfter(plan.limitMs, () => controller.abort());
  try {
    const { statusCode, body } = await request(`${LOGIN}/${plan.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'client-request-id': correlationId },
      body: new URLSearchParams(passwordGrant(user.upn, user.password, undefined, plan.scope)).toString(),
      dispatcher,
      signal: controller.signal,
    });
    const text = await body.text();
    return statusCode === 200 ? undefined : failureOf(statusCode, text);
  } catch {
    return controller.signal.aborted ? 'timeout' : 'network';
  } finally {
    timer.cancel();
  }
}

function failureOf(status: number, text: string): string {
  try {
    return `AADSTS${refusal.parse(JSON.parse(text)).error_codes[0] ?? ''}`;
  } catch {
    return `http ${status}`;
  }
}
