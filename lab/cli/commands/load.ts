import { Command } from 'commander';
import type { Host } from '../host.ts';
import type { LoadOptions } from '../load/run-script.ts';
import type { KneeOptions } from '../load/run-knee.ts';
import { LOAD_LAUNCHER } from '../load/lab-choice.ts';
import type { SizeOptions } from '../load/size.ts';
import { addLaunchOptions } from '../run/launch/launch-options.ts';

const EXAMPLES = `
Examples:
  ptalab load steady --rate 100 --duration 30s     a built-in script: --list names them
  ptalab load my-load.ts --env STEPS=5             one of yours, in TypeScript or JavaScript
  ptalab load knee --agents 1,3                    what one agent carries, and what three do
  ptalab load size --peak 900 --average 120        how many agents a tenant needs

k6 is looked for at --k6, PTALAB_K6 and .k6/k6, where \`npm run k6:build\` puts it.
Exit codes: 0 every threshold held; 1 one was crossed; 2 usage, also no k6; 3 no lab came up; 4 unknown: nobody signed in,
or k6 broke off; 130 interrupted.
Reports: reports/latest/report.html, junit.xml, load.json, k6-summary.json.`;

const KNEE_EXAMPLES = `
Examples:
  ptalab load knee                                        one agent
  ptalab load knee --agents 1,3,10 --p95 300ms            more, within a stricter limit
  ptalab load knee --agents 1 --registered 40             one that runs among forty registered ones
  ptalab load knee --peak 900 --average 120               and how many agents that load needs

Exit codes: 0 a knee was found for each number of agents; 1 not; 2, 3, 130 as for ptalab load.
Reports: reports/latest/report.html, junit.xml, knee.json.`;

const SIZE_EXAMPLES = `
Examples:
  ptalab load size --peak 900 --average 120               by the guide, and by the newest knee.json here
  ptalab load size --peak 900 --average 120 --knee 450    by a knee of your own`;

/** `ptalab load`: load on a lab of its own, by k6. */
export function loadCommand(host: Host): Command {
  const command = new Command('load')
    // What stands after knee or size is theirs.
    .enablePositionalOptions()
    .description('put a lab under load with k6, and write reports')
    .argument('[script]', 'a built-in script, or the path of one of yours')
    .option('--list', 'name the built-in scripts and run none')
    .option('--rate <n>', 'arrivals per second (the script has a default, as for what follows)')
    .option('--duration <duration>', 'how long they arrive')
    .option('--vus <n>', 'clients at the start; more join when they are needed')
    .option('--p95 <duration>', 'threshold: 95 of 100 sign-ins take no longer')
    .option('--env <NAME=value>', 'what else the script reads; may be repeated', gather)
    .option('--agents <n>', 'agents of the load estate (default: 1)')
    .option('--target <url>', 'send sign-ins there in place of the lab itself; loopback only')
    .option('--json', 'print load.json, and everything else on standard error')
    .addHelpText('after', EXAMPLES)
    .action(async (script: string | undefined, options: LoadOptions & { list?: boolean }) => {
      const { listScripts, runScript } = await import('../load/run-script.ts');
      host.finish(
        script === undefined || options.list === true
          ? listScripts(script, options, host)
          : await runScript(script, options, host),
      );
    });
  return addShared(command).addCommand(kneeCommand(host)).addCommand(sizeCommand(host));
}

function kneeCommand(host: Host): Command {
  const command = new Command('knee')
    .description('find the highest arrival rate that agents carry error-free within a latency limit')
    .option('--agents <list>', 'numbers of agents, each in a lab of its own, such as 1,3,10 (default: 1)')
    .option('--p95 <duration>', 'the latency limit: 95 of 100 sign-ins take no longer (default: 500ms)')
    .option('--step <duration>', 'how long sign-ins arrive in each step (default: 5s)')
    .option('--from <n>', 'arrivals per second of the first step (default: 50)')
    .option('--to <n>', 'no rate beyond is tried (default: 2000)')
    .option('--precision <percent>', 'how near the knee is to be told (default: 5)')
    .option('--steps <n>', 'steps for each number of agents at most (default: 20)')
    .option('--vus <n>', 'clients at the start; more join when they are needed')
    .option('--env <NAME=value>', 'what else the script reads; may be repeated', gather)
    .option('--peak <n>', 'sign-ins per second in the busiest minute: how many agents that needs')
    .option('--average <n>', 'and on average')
    .option('--json', 'print knee.json, and everything else on standard error')
    .addHelpText('after', KNEE_EXAMPLES)
    .action(async (_: unknown, own: Command) => {
      const { runKnee } = await import('../load/run-knee.ts');
      host.finish(await runKnee(own.optsWithGlobals<KneeOptions>(), host));
    });
  return addShared(command);
}

function sizeCommand(host: Host): Command {
  return new Command('size')
    .description('tell how many agents a tenant needs, by the guide and by a measured knee')
    .option('--peak <n>', 'sign-ins per second in the busiest minute')
    .option('--average <n>', 'and on average')
    .option('--knee <n>', 'what one agent carries (default: of the newest knee.json under reports/)')
    .option('--json', 'the same for programs')
    .addHelpText('after', SIZE_EXAMPLES)
    .action(async (_: unknown, own: Command) => {
      const { size } = await import('../load/size.ts');
      host.finish(size(own.optsWithGlobals<SizeOptions>(), host));
    });
}

/** What a lab and a report are asked for by, whatever loads it. */
function addShared(command: Command): Command {
  addLaunchOptions(command, LOAD_LAUNCHER);
  return command
    .option('--users <n>', 'managed users of the load estate (default: 300; 3000 for spray)')
    .option('--registered <n>', 'agents registered in all; those beyond --agents never run')
    .option('--lab <file>', 'load the lab that this file describes')
    .option('--seed <seed>', 'what all chance derives from (default: a new one, printed)')
    .option('--k6 <path>', 'the k6 to run (default: PTALAB_K6, then .k6/k6)')
    .option('--out <dir>', 'write the reports there (default: reports/<time>-<seed>)');
}

function gather(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
