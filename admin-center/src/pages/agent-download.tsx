import { useState } from 'preact/hooks';
import { Dialog } from '../parts/dialog.tsx';

/** The lab's agent is built from its contract: that is what there is to download. */
const FILE = '/downloads/agent-contract.md';

/** Nothing is downloaded before the terms are accepted (deployment guide, step 2). */
export function AgentDownload({ onClose }: { readonly onClose: () => void }) {
  const [accepted, setAccepted] = useState(false);
  return (
    <Dialog title="Download the authentication agent" onClose={onClose}>
      <p>
        This is the agent contract of the lab: what an agent has to do, so that you can run the lab’s own or
        one that you build. It is not the agent of the real service, and none that is built from it can
        register there.
      </p>
      <p>
        By accepting you agree to use it against labs alone, and to run agents on servers that you protect as
        Tier 0, since they see passwords.
      </p>
      <p class="check">
        <label>
          <input
            type="checkbox"
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          />{' '}
          I accept the terms
        </label>
      </p>
      <div class="buttons">
        <button type="button" class="plain" onClick={onClose}>
          Cancel
        </button>
        {accepted ? (
          <a class="button" href={FILE} download="agent-contract.md" onClick={onClose}>
            Accept terms &amp; download
          </a>
        ) : (
          <button type="button" disabled>
            Accept terms &amp; download
          </button>
        )}
      </div>
    </Dialog>
  );
}
