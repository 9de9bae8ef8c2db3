import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the keyboard inside, Escape closes it, and the focus goes back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface ConfirmProps extends DialogProps {
  /** What the button that does it says. */
  readonly doIt: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
}

/** Says what will happen, and does it when that is confirmed. */
export function Confirm({ doIt, busy, onConfirm, ...dialog }: ConfirmProps) {
  return (
    <Dialog {...dialog}>
      {dialog.children}
      <div class="buttons">
        <button type="button" class="plain" onClick={dialog.onClose}>
          Cancel
        </button>
        <button type="button" aria-disabled={busy} onClick={onConfirm}>
          {doIt}
        </button>
      </div>
    </Dialog>
  );
}
