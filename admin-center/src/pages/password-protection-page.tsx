import { useState } from 'preact/hooks';
import type { GraphClient } from '../graph/graph-client.ts';
import { lockoutFaults, lockoutValues, type LockoutForm } from '../model/lockout-form.ts';
import { Awaited } from '../parts/awaited.tsx';
import { Field } from '../parts/field.tsx';
import { Outcome } from '../parts/note.tsx';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';

/** Graph's directory setting "Password Rule Settings". */
interface Setting {
  readonly id: string;
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

/** Custom smart lockout: threshold and duration. */
export function PasswordProtectionPage({ graph }: { readonly graph: GraphClient }) {
  const [setting] = useLoaded('password rules', () => graph.all<Setting>('/beta/settings'));
  return (
    <Awaited of={setting}>
      {([one]) =>
        one === undefined ? <p>There are no settings.</p> : <LockoutSettings graph={graph} setting={one} />
      }
    </Awaited>
  );
}

function LockoutSettings({ graph, setting }: { readonly graph: GraphClient; readonly setting: Setting }) {
  const [form, setForm] = useState<LockoutForm>(() => ({
    threshold: valueOf(setting, 'LockoutThreshold'),
    duration: valueOf(setting, 'LockoutDurationInSeconds'),
  }));
  const [tried, setTried] = useState(false);
  const save = useAction();
  const faults = tried ? lockoutFaults(form) : {};
  const change = (changed: Partial<LockoutForm>): void => {
    setForm({ ...form, ...changed });
    save.clear();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lockoutFaults(form)).length > 0) return;
    await save.run(async () => {
      await graph.send('PATCH', `/beta/settings/${setting.id}`, { values: lockoutValues(form) });
      return 'Smart Lockout has the new values.';
    });
  };
  return (
    <section aria-labelledby="lockout">
      <h2 id="lockout">Custom smart lockout</h2>
      <p>
        Keep the threshold below Active Directory’s own, and the duration above its observation window: then
        the cloud locks first, and nobody on the Internet can lock accounts on premises.
      </p>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Field
          label="Lockout threshold"
          hint="Failed sign-ins before the first lockout, 1 to 50"
          type="number"
          value={form.threshold}
          fault={faults.threshold}
          onInput={(threshold) => change({ threshold })}
        />
        <Field
          label="Lockout duration in seconds"
          hint="Length of the first lockout, 5 to 18000; later ones are longer"
          type="number"
          value={form.duration}
          fault={faults.duration}
          onInput={(duration) => change({ duration })}
        />
        <button type="submit" aria-disabled={save.busy}>
          Save
        </button>
        <Outcome note={save.outcome} />
      </form>
    </section>
  );
}

function valueOf({ values }: Setting, name: string): string {
  return values.find((one) => one.name === name)?.value ?? '';
}
