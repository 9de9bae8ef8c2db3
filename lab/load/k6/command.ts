/** One run of a script. */
export interface K6Order {
  readonly script: string;
  /** What the script reads from `__ENV`: `RATE`, `DURATION`, … */
  readonly knobs: Readonly<Record<string, string>>;
  /** Path of the target file, which the lab has written. */
  readonly target: string;
  /** Path of the lab CA in PEM. */
  readonly trust: string;
  /** A folder of this run alone, where k6 leaves its summary and its recording. */
  readonly folder: string;
  /** Seconds for which each point of the recording stands; without it k6 records nothing, which is a little cheaper. */
  readonly periodS: number | undefined;
  /** Networks besides loopback that belong to the lab, as CIDR. */
  readonly networks: readonly string[];
}

export interface K6Command {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where the summary and the recording will be. */
  readonly summary: string;
  readonly recording: string;
}

const TREND = 'avg,min,med,max,p(50),p(90),p(95),p(99),count';

/**
 * The command line and the environment of k6. It tells nobody of its use, fetches nothing, trusts the lab CA alone, and
 * aggregates its own figures each second: writing every sample out costs more than the sign-ins it describes.
 */
export function k6Command(order: K6Order): K6Command {
  const summary = `${order.folder}/k6-summary.json`;
  const recording = `${order.folder}/k6-recording.ndjson`;
  const args = [
    'run',
    '--no-usage-report',
    '--no-color',
    '--address=127.0.0.1:0',
    `--summary-trend-stats=${TREND}`,
    `--summary-export=${summary}`,
    ...Object.entries(order.knobs).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    order.script,
  ];
  const env = {
    HOME: order.folder,
    PTALAB_TARGET: order.target,
    ...(order.networks.length === 0 ? {} : { PTALAB_ALLOWED_NETWORKS: order.networks.join(',') }),
    SSL_CERT_FILE: order.trust,
    // Without it, k6 would also trust what the machine trusts.
    SSL_CERT_DIR: `${order.folder}/no-other-authorities`,
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_NO_USAGE_REPORT: 'true',
    ...(order.periodS === undefined ? {} : recorder(order.periodS, recording)),
  };
  return { args, env, summary, recording };
}

/** k6's own dashboard, without its server: it keeps figures by period, and by the tag that tells ways of signing in. */
function recorder(periodS: number, path: string): Record<string, string> {
  return {
    K6_WEB_DASHBOARD: 'true',
    K6_WEB_DASHBOARD_PORT: '-1',
    K6_WEB_DASHBOARD_PERIOD: `${periodS}s`,
    K6_WEB_DASHBOARD_TAGS: 'flow',
    K6_WEB_DASHBOARD_RECORD: path,
  };
}
