/** Application bytes of one sign-in with so many registered agents. */
export interface Measured {
  readonly agents: number;
  readonly request: number;
  readonly answer: number;
}

/** An RSA-2048 ciphertext in base64. */
export const CIPHERTEXT_BYTES = 344;

/** Bytes the guide estimates for an answer (step 4). */
export const ANSWER_ESTIMATE = 1_024;

/** Bytes the guide estimates for a request: 0.5 KB and 1 KB for each registered agent (step 4). */
export function requestEstimate(agents: number): number {
  return 512 + 1_024 * agents;
}

/** Least squares through the points: what does not depend on the agents, and what each agent adds. */
export function fitLine(points: readonly (readonly [number, number])[]): { base: number; slope: number } {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const slope =
    points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) /
    points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return { base: meanY - slope * meanX, slope };
}
