import { useState } from 'preact/hooks';
import { filterFault, NO_FILTER, type SignInFilter } from '../model/sign-in-filter.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { NoteBox } from '../parts/note.tsx';

interface FormProps {
  readonly onApply: (filter: SignInFilter) => void;
  readonly onRefresh: () => void;
}

const RESULTS = [
  { value: 'all', text: 'All' },
  { value: 'success', text: 'Success' },
  { value: 'failure', text: 'Failure' },
] as const;

export function SignInFilterForm({ onApply, onRefresh }: FormProps) {
  const [form, setForm] = useState<SignInFilter>(NO_FILTER);
  const [fault, setFault] = useState<string>();
  const change = (changed: Partial<SignInFilter>): void => setForm({ ...form, ...changed });
  const submit = (event: Event): void => {
    event.preventDefault();
    const wrong = filterFault(form);
    setFault(wrong);
    if (wrong === undefined) onApply(form);
  };
  return (
    <form class="filter" noValidate onSubmit={submit} aria-label="Filter">
      <Field label="User" value={form.user} onInput={(user) => change({ user })} />
      <Field
        label="From (UTC)"
        type="datetime-local"
        value={form.from}
        onInput={(from) => change({ from })}
      />
      <Field label="Until (UTC)" type="datetime-local" value={form.to} onInput={(to) => change({ to })} />
      <Choice
        label="Status"
        value={form.result}
        options={RESULTS}
        onChange={(result) => change({ result })}
      />
      <Field label="Error code" value={form.code} onInput={(code) => change({ code })} />
      <p class="buttons">
        <button type="submit">Apply</button>
        <button type="button" class="plain" onClick={onRefresh}>
          Refresh
        </button>
      </p>
      {fault !== undefined && (
        <div role="alert">
          <NoteBox severity="error" text={fault} />
        </div>
      )}
    </form>
  );
}
