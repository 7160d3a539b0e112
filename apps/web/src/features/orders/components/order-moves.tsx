import { Button, Checkbox, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { OrderDetail, OrderMove } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { orderStatusWords } from "../../../lib/sale-words.ts";
import { useSetStatus } from "../queries/order-queries.ts";
import { t } from "../texts.ts";

const all = [
  "pending",
  "paid",
  "packed",
  "partially_shipped",
  "shipped",
  "delivered",
  "completed",
  "on_hold",
  "cancelled",
  "refunded",
  "returned",
] as const;

/** Moves an order by hand: holds with a reason, returns, and what the platform does not tell. */
export function OrderMoves({ order }: { order: OrderDetail }) {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Button mt="sm" fullWidth variant="default" onClick={dialog.open}>
        {t("orders.changeStatus")}
      </Button>
      {order.holdReason && <Note tone="review">{t("move.onHold", { holdReason: order.holdReason })}</Note>}
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t("move.title", { platformOrderId: order.platformOrderId })}
        centered
      >
        <MoveForm order={order} onDone={dialog.close} />
      </Modal>
    </>
  );
}

function MoveForm({ order, onDone }: { order: OrderDetail; onDone: () => void }) {
  const [status, setStatus] = useState<OrderMove["status"] | null>(null);
  const [force, setForce] = useState(false);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const move = useSetStatus(() => {
    notifyDone({ message: t("move.done", { platformOrderId: order.platformOrderId }) });
    onDone();
  });
  const choices = all.filter((each) => each !== order.status && (force || order.moves.includes(each)));
  const hold = status === "on_hold";
  return (
    <form
      aria-label={t("move.form")}
      onSubmit={(event) => {
        event.preventDefault();
        if (status === null) return;
        move.mutate({
          ...{ orderId: order.id, status, force },
          ...(hold ? { holdReason: reason } : reason.trim() ? { note: reason } : {}),
          ...(hold && until ? { holdUntil: new Date(`${until}T06:00:00`).toISOString() } : {}),
        });
      }}
    >
      <Stack gap="sm">
        <Select
          label={t("move.newStatus")}
          data={choices.map((value) => ({ value, label: orderStatusWords[value] }))}
          value={status}
          onChange={(value) => setStatus(choices.find((each) => each === value) ?? null)}
        />
        <TextInput
          label={hold ? t("move.why") : t("move.note")}
          required={hold}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {hold && (
          <TextInput
            type="date"
            label={t("move.until")}
            description={t("move.untilText")}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        )}
        <Checkbox label={t("move.force")} checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />
        <Note tone="off">{t("move.text")}</Note>
        {move.error && <FailureNotice error={move.error} what={t("move.failed")} />}
        <Button type="submit" loading={move.isPending} disabled={status === null}>
          {t("orders.changeStatus")}
        </Button>
      </Stack>
    </form>
  );
}
