import { Command, Option } from 'commander';
import type { RuleText } from '../../lockout-advice/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import type { PlanOptions } from '../lockout/plan.ts';
import type { SidesOptions } from '../lockout/sides.ts';

const EXAMPLES = `
Examples:
  ptalab lockout advise --lab lab.yaml
  ptalab lockout advise --lab lab.yaml --user ada@contoso.com      the policy that she is under
  ptalab lockout advise --cloud-threshold 5 --cloud-duration 60s --ad-threshold 10 --ad-duration 30m --ad-window 30m
  ptalab lockout advise --lab lab.yaml --json                      for programs; --schema prints the shape

Smart Lockout has seconds, Active Directory minutes: write durations with their unit.
Exit codes: 0 the documented rule holds, 1 it is broken, 2 usage.`;

interface AdviseOptions extends SidesOptions, PlanOptions {
  readonly ruleText: RuleText;
  readonly json?: boolean;
  readonly schema?: boolean;
}

/** `ptalab lockout`: what Smart Lockout and Active Directory's account lockout make of each other. */
export function lockoutCommand(host: Host): Command {
  return new Command('lockout')
    .description('size Smart Lockout against account lockout in Active Directory')
    .addCommand(adviseCommand(host));
}

function adviseCommand(host: Host): Command {
  return new Command('advise')
    .description(
      'tell who locks first under a password spray and a stale phone, and which settings keep the rule',
    )
    .option('--lab <file>', 'the lab whose settings are judged (default: the default lab)')
    .option('--user <name>', 'a named user of it: the policy that holds for them, fine-grained or not')
    .option('--cloud-threshold <n>', 'Smart Lockout: tries until it locks')
    .option('--cloud-duration <duration>', 'Smart Lockout: the first lock, in seconds such as 60s')
    .option('--ad-threshold <n>', 'Active Directory: account lockout threshold; 0 never locks')
    .option(
      '--ad-duration <duration>',
      'Active Directory: account lockout duration, in minutes; 0m until unlocked',
    )
    .option('--ad-window <duration>', 'Active Directory: reset account lockout counter after, in minutes')
    .addOption(
      new Option(
        '--rule-text <text>',
        "current: the cloud's lock outlasts Active Directory's; older: its reset counter",
      )
        .choices(['current', 'older'])
        .default('current'),
    )
    .option('--guesses <n>', 'distinct passwords of the spray (default: 200)')
    .option('--guess-every <duration>', 'one guess each (default: 30s)')
    .option('--phone-every <duration>', 'how often the phone tries its password (default: 5m)')
    .option(
      '--direct-every <duration>',
      'how often the VPN client asks Active Directory itself (default: 10m)',
    )
    .option('--for <duration>', 'how long phone and VPN client go on (default: 8h)')
    .option('--json', 'the same for programs')
    .option('--schema', 'print the JSON Schema of --json, and judge nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (options: AdviseOptions) => host.finish(await advise(options, host)));
}

async function advise(options: AdviseOptions, { cwd, terminal }: Host) {
  const {
    advise: judge,
    adviceJson,
    adviceLines,
    adviceSchema,
  } = await import('../../lockout-advice/index.ts');
  if (options.schema === true) {
    const { z } = await import('zod');
    terminal.say(JSON.stringify(z.toJSONSchema(adviceSchema), null, 2));
    return EXIT.passed;
  }
  const { readSides } = await import('../lockout/sides.ts');
  const { readPlan } = await import('../lockout/plan.ts');
  const advice = await judge(readSides(options, cwd), options.ruleText, readPlan(options));
  if (options.json === true) terminal.say(JSON.stringify(adviceJson(advice), null, 2));
  else for (const line of adviceLines(advice)) terminal.say(line);
  return advice.keepsRule ? EXIT.passed : EXIT.failed;
}
