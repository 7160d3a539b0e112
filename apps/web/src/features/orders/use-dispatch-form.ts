import { useForm } from "@mantine/form";
import type { OrderDetail } from "../../lib/api-types.ts";
import { fieldErrors, readFailure } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.tsx";
import { useKeyFor } from "../../lib/use-key-for.ts";
import { useDispatch } from "./queries/order-queries.ts";
import { t } from "./texts.ts";

/** A moment as `datetime-local` wants it: the browser's clock, to the minute. */
function localMinute(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Units of a line that no package has taken yet. */
function unsentQuantity(line: OrderDetail["lines"][number]): number {
  return Math.max(0, line.quantity - line.quantityShipped);
}

/** The dispatch form. A second click on the same content is the same shipment. */
export function useDispatchForm(order: OrderDetail, onDone: () => void) {
  const keyFor = useKeyFor();
  const form = useForm({
    mode: "controlled",
    initialValues: {
      carrier: "",
      trackingNumber: "",
      shippedAt: localMinute(new Date()),
      quantities: order.lines.map(unsentQuantity),
    },
    validate: {
      shippedAt: (value) => (Number.isNaN(Date.parse(value)) ? t("dispatch.noTime") : null),
      carrier: (value, values) => (values.trackingNumber.trim() && !value.trim() ? t("dispatch.noCarrier") : null),
      quantities: (values) => (values.some((quantity) => Number(quantity) > 0) ? null : t("dispatch.noUnits")),
    },
  });
  const dispatch = useDispatch(() => {
    notifyDone({ message: t("dispatch.done", { platformOrderId: order.platformOrderId }) });
    onDone();
  });
  const submit = form.onSubmit(({ carrier, trackingNumber, shippedAt, quantities }) => {
    const lines = order.lines.flatMap((line, index) => {
      const quantity = Number(quantities[index] ?? 0);
      return quantity > 0 ? [{ lineId: line.id, quantity }] : [];
    });
    const complete = order.lines.every((line, index) => Number(quantities[index] ?? 0) === unsentQuantity(line));
    const known = order.carriers.find(({ name }) => name.toLowerCase() === carrier.trim().toLowerCase());
    const request = {
      orderId: order.id,
      ...(complete ? {} : { lines }),
      ...(carrier.trim() ? { carrier: known?.code ?? carrier.trim() } : {}),
      ...(trackingNumber.trim() ? { trackingNumber: trackingNumber.trim() } : {}),
      shippedAt: new Date(shippedAt).toISOString(),
    };
    dispatch.mutate(
      { ...request, idempotencyKey: keyFor(request) },
      { onError: (error) => form.setErrors(fieldErrors(readFailure(error))) },
    );
  });
  return { form, dispatch, submit };
}
