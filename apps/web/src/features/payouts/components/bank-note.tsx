import { LinkText } from "../../../components/link-button.tsx";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Reconciliation } from "../../../lib/api-types.ts";
import classes from "./payouts.module.css";

/** How far the bank was read, and what is in the way of a full answer. */
export function BankNotes({ bank, platforms }: Pick<Reconciliation, "bank" | "platforms">) {
  return (
    <div className={classes.notes}>
      <BankNote bank={bank} />
      {bank.unread && (
        <Note tone="wants">
          The bank gave nothing of <TimeText at={bank.unread.from} as="day" /> to{" "}
          <TimeText at={bank.unread.to} as="day" />. Connect it again and approve at once to read those days too.
        </Note>
      )}
      {platforms.map(
        ({ platform, error }) =>
          error !== null && (
            <Note key={platform} tone="failed">
              The payouts of {platformName(platform)} could not be read. {error}
            </Note>
          ),
      )}
    </div>
  );
}

function BankNote({ bank }: Pick<Reconciliation, "bank">) {
  const integrations = <LinkText to="/settings/integrations">Integrations</LinkText>;
  if (bank.state === "none")
    return <Note tone="wants">No bank is connected. Connect one under {integrations} to see what arrived.</Note>;
  if (bank.state === "waiting")
    return (
      <Note tone="wants" role="status">
        The bank cannot be read yet. See {integrations} for what it waits for.
      </Note>
    );
  if (bank.state === "reading")
    return (
      <Note tone="progress" role="status">
        The bank is read for the first time. What is missing or different shows when that is done.
      </Note>
    );
  return null;
}
