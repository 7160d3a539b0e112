import { Button, Checkbox, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { OrderDetail, OrderMove } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { orderStatusWords } from "../../../lib/sale-words.ts";
import { useSetStatus } from "../queries/order-queries.ts";

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
        Change status
      </Button>
      {order.holdReason && <Note tone="review">On hold: {order.holdReason}</Note>}
      <Modal opened={opened} onClose={dialog.close} title={`Change the status of ${order.platformOrderId}`} centered>
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
    notifyDone({ message: `${order.platformOrderId} is moved.` });
    onDone();
  });
  const choices = all.filter((each) => each !== order.status && (force || order.moves.includes(each)));
  const hold = status === "on_hold";
  return (
    <form
      aria-label="Change the status"
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
          label="New status"
          data={choices.map((value) => ({ value, label: orderStatusWords[value] }))}
          value={status}
          onChange={(value) => setStatus(choices.find((each) => each === value) ?? null)}
        />
        <TextInput
          label={hold ? "Why it waits" : "Note"}
          required={hold}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {hold && (
          <TextInput
            type="date"
            label="Take it up again on"
            description="Left empty, it waits until somebody moves it."
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        )}
        <Checkbox
          label="Allow a move that the workflow does not know. The history will say so."
          checked={force}
          onChange={(event) => setForce(event.currentTarget.checked)}
        />
        <Note tone="off">The platform is not told. What it says next about the order comes first again.</Note>
        {move.error && <FailureNotice error={move.error} what="The order was not moved." />}
        <Button type="submit" loading={move.isPending} disabled={status === null}>
          Change status
        </Button>
      </Stack>
    </form>
  );
}
