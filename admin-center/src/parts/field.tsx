import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'number' | 'datetime-local';
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
}

/** A labelled input; what is wrong with it is said beside it, and to screen readers. */
export function Field({ label, value, onInput, type = 'text', hint, fault }: FieldProps) {
  const id = useId();
  const told = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Input
        id={id}
        type={type}
        value={value}
        faulty={fault !== undefined}
        describedBy={told.length > 0 ? told.join(' ') : undefined}
        onInput={onInput}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

interface InputProps extends Required<Pick<FieldProps, 'value' | 'onInput' | 'type'>> {
  readonly id: string;
  readonly faulty: boolean;
  readonly describedBy: string | undefined;
}

function Input({ id, type, value, faulty, describedBy, onInput }: InputProps) {
  const common = {
    ...{
      id,
      value,
      maxLength: 256,
      autocomplete: 'off',
      'aria-invalid': faulty,
      'aria-describedby': describedBy,
    },
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  } as const;
  if (type === 'datetime-local') return <input type="datetime-local" {...common} />;
  return <input type="text" inputMode={type === 'number' ? 'numeric' : 'text'} {...common} />;
}
