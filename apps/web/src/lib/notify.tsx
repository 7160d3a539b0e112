import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { readFailure } from "./failure.ts";
import { t } from "./language/language.ts";

interface Toast {
  message: string;
  /** A button inside the toast, such as Undo. */
  action?: { label: string; run: () => void };
  /** Milliseconds; 5 seconds by default, 12 with an action. */
  stay?: number;
}

/** Says that something was done. Screen readers hear it. */
export function notifyDone({ message, action, stay }: Toast): string {
  const id = notifications.show({
    message: action ? (
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      </Group>
    ) : (
      message
    ),
    role: "status",
    autoClose: stay ?? (action ? 12_000 : 5_000),
    withBorder: true,
    closeButtonProps: { "aria-label": t("common.dismiss") },
  });
  return id;
}

/** Says that something failed, with the remedy the server gave. */
export function notifyFailure(what: string, error: unknown): void {
  const failure = readFailure(error);
  notifications.show({
    title: what,
    message: [failure.message, failure.remedy].filter(Boolean).join(" "),
    color: "red",
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { "aria-label": t("common.dismiss") },
  });
}

/** Takes a toast away before its time. */
export function hideToast(id: string): void {
  notifications.hide(id);
}
