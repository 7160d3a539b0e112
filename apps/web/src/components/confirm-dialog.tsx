import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "../lib/language/language.ts";
import { FailureNotice } from "./failure-notice.tsx";

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** The button's words: the act itself, such as "Disconnect". */
  action: string;
  onConfirm: () => void;
  /** Of the button; red, as of an act that destroys, unless told otherwise. */
  color?: string | undefined;
  busy: boolean;
  error: unknown;
}

/** Asks before an act that cannot be taken back by one key. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} centered>
      <Stack gap="md">
        <div>{props.children}</div>
        {props.error ? <FailureNotice error={props.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {t("common.cancel")}
          </Button>
          <Button color={props.color ?? "red"} onClick={props.onConfirm} loading={props.busy}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
