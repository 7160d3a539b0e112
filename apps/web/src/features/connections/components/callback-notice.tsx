import { Button } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { callbackReason } from "../connection-words.ts";

interface CallbackNoticeProps {
  connected: string | undefined;
  failed: string | undefined;
  platform: string | undefined;
  /** Whether an earlier connection of the platform is untouched. */
  stillConnected: boolean;
  onClose: () => void;
  onRetry: (platform: string) => void;
}

/** How the way back from a platform's consent page ended. */
export function CallbackNotice({ connected, failed, platform, stillConnected, onClose, onRetry }: CallbackNoticeProps) {
  if (connected) {
    return (
      <Note tone="done" role="status" onClose={onClose}>
        <strong>{platformName(connected)} is connected.</strong> Its orders are being read now.
      </Note>
    );
  }
  if (!failed) return null;
  const name = platform ? platformName(platform) : "The platform";
  return (
    <Note tone="failed" role="alert" onClose={onClose}>
      <strong>{stillConnected ? `${name} was not connected anew.` : `${name} is not connected.`}</strong>{" "}
      {callbackReason(failed)} {stillConnected && "The earlier connection still works."}
      {platform && (
        <Button size="compact-sm" variant="default" ml="sm" onClick={() => onRetry(platform)}>
          Connect again
        </Button>
      )}
    </Note>
  );
}
