import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'search' | 'number' | 'datetime-local';
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
      <input
        id={id}
        type={type}
        value={value}
        maxLength={256}
        autocomplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={told.length > 0 ? told.join(' ') : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
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
