import { Button } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { callbackReason, faultWords } from "../connection-words.ts";
import { useConsentFailure } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";

interface CallbackNoticeProps {
  connected: string | undefined;
  failed: string | undefined;
  platform: string | undefined;
  attempt: string | undefined;
  /** Whether an earlier connection of the platform is untouched. */
  stillConnected: boolean;
  onClose: () => void;
  onRetry: (platform: string) => void;
}

/** How the way back from a platform's consent page ended. */
export function CallbackNotice({ connected, failed, ...rest }: CallbackNoticeProps) {
  if (connected) {
    return (
      <Note tone="done" role="status" onClose={rest.onClose}>
        <strong>{t("callback.connected", { platform: platformName(connected) })}</strong> {t("callback.reading")}
      </Note>
    );
  }
  return failed ? <FailedNotice failed={failed} {...rest} /> : null;
}

/** The connector's own sentence, whose doing it is, and the way to try again. */
function FailedNotice(props: Omit<CallbackNoticeProps, "connected" | "failed"> & { failed: string }) {
  const { failed, platform, attempt, stillConnected, onClose, onRetry } = props;
  const reason = useConsentFailure(attempt);
  const name = platform ? platformName(platform) : t("callback.platform");
  const words = reason.data ? faultWords(reason.data.fault, name) : null;
  return (
    <Note tone="failed" role="alert" onClose={onClose}>
      <div>
        <strong>{stillConnected ? t("callback.notAnew", { name }) : t("callback.notConnected", { name })}</strong>{" "}
        {reason.data ? reason.data.message : callbackReason(failed)}
      </div>
      <div>
        {words?.whose} {reason.data?.remedy} {stillConnected && t("callback.earlier")}
      </div>
      {platform && (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => onRetry(platform)}>
          {words?.button ?? t("connections.connectAgain")}
        </Button>
      )}
    </Note>
  );
}
