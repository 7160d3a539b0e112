import { LinkText } from "../../../components/link-button.tsx";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Reconciliation } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./payouts.module.css";

/** How far the bank was read, and what is in the way of a full answer. */
export function BankNotes({ bank, platforms }: Pick<Reconciliation, "bank" | "platforms">) {
  return (
    <div className={classes.notes}>
      <BankNote bank={bank} />
      {bank.unread && (
        <Note tone="wants">
          {t("bank.gap")} <TimeText at={bank.unread.from} as="day" /> {t("bank.gapTo")}{" "}
          <TimeText at={bank.unread.to} as="day" />
          {t("bank.gapText")}
        </Note>
      )}
      {platforms.map(
        ({ platform, error }) =>
          error !== null && (
            <Note key={platform} tone="failed">
              {t("bank.payoutsUnread", { platform: platformName(platform), error })}
            </Note>
          ),
      )}
    </div>
  );
}

function BankNote({ bank }: Pick<Reconciliation, "bank">) {
  const integrations = <LinkText to="/settings/integrations">{t("settings.integrations")}</LinkText>;
  if (bank.state === "none")
    return (
      <Note tone="wants">
        {t("bank.none")} {integrations} {t("bank.noneText")}
      </Note>
    );
  if (bank.state === "waiting")
    return (
      <Note tone="wants" role="status">
        {t("bank.waiting")} {integrations} {t("bank.waitingText")}
      </Note>
    );
  if (bank.state === "reading")
    return (
      <Note tone="progress" role="status">
        {t("bank.first")}
      </Note>
    );
  return null;
}
