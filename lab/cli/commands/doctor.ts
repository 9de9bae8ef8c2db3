import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { JOBS, problemsFor, type Job } from '../doctor/finding.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';

/** The checkout, or the installed package. */
const HERE = import.meta.url.endsWith('.ts') ? '../../../' : '../../../../';

const EXAMPLES = `
Examples:
  ptalab doctor                what may keep \`ptalab run\` from working here, and what to do about it
  ptalab doctor --for docker   the same for labs in containers
  ptalab doctor --for load     the same for load tests
  ptalab doctor --json         for programs; docs/doctor.md describes the shape

Exit codes: 0 nothing that the job needs is wrong, 1 something is, 2 usage.`;

interface DoctorOptions {
  readonly json?: boolean;
  readonly for: Job;
}

/** `ptalab doctor`: looks at the machine, changes nothing. */
export function doctorCommand(host: Host, version: string): Command {
  return new Command('doctor')
    .description('look for what may keep labs from working here, and say what to do about it')
    .addOption(new Option('--for <job>', 'what the machine is wanted for').choices(JOBS).default('run'))
    .option('--json', 'the same for programs')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json, for: job }: DoctorOptions) => {
      const { probe } = await import('../doctor/probe/probe.ts');
      const { judge } = await import('../doctor/judge.ts');
      const { findingsJson, printFindings } = await import('../doctor/print.ts');
      const root = resolve(fileURLToPath(new URL(HERE, import.meta.url)));
      const findings = judge(await probe({ cwd: host.cwd, root, version, env: process.env }));
      if (json === true) host.terminal.say(JSON.stringify(findingsJson(findings, job), null, 2));
      else printFindings(host.terminal, findings, job);
      host.finish(problemsFor(job, findings).length === 0 ? EXIT.passed : EXIT.failed);
    });
}
