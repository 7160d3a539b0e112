import { Autocomplete, Button, Group, Modal, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { OrderDetail } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import { useDispatchForm } from "../use-dispatch-form.ts";

interface DispatchDialogProps {
  order: OrderDetail;
  opened: boolean;
  onClose: () => void;
}

/** Carrier, tracking, date and, for split orders, how many of each line. */
export function DispatchDialog({ order, opened, onClose }: DispatchDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("dispatch.title", { platformOrderId: order.platformOrderId })}
      centered
    >
      <DispatchForm order={order} onClose={onClose} />
    </Modal>
  );
}

function DispatchForm({ order, onClose }: Omit<DispatchDialogProps, "opened">) {
  const { form, dispatch, submit } = useDispatchForm(order, onClose);
  const unlinked = order.linkState === "needs_link" || order.linkState === "partial";
  const splittable = order.lines.length > 1 || order.lines.some((line) => line.quantity > 1);
  return (
    <form onSubmit={submit} noValidate aria-label={t("dispatch.form")}>
      <Stack gap="sm">
        {unlinked && <Note tone="wants">{t("dispatch.unlinked")}</Note>}
        <Autocomplete
          label={t("orders.carrier")}
          placeholder={t("dispatch.carrierExample")}
          data={order.carriers.map(({ name }) => name)}
          {...form.getInputProps("carrier")}
        />
        <TextInput
          label={t("orders.trackingNumber")}
          classNames={{ input: "mono" }}
          {...form.getInputProps("trackingNumber")}
        />
        <TextInput label={t("orders.sentOn")} type="datetime-local" withAsterisk {...form.getInputProps("shippedAt")} />
        {splittable && (
          <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
            <Text component="legend" size="sm" fw={500} mb={4}>
              {t("orders.inThisPackage")}
            </Text>
            {order.lines.map((line, index) => (
              <Group key={line.id} gap="sm" wrap="nowrap" mb={6}>
                <Text size="sm" flex={1} miw={0} truncate>
                  {line.title}
                </Text>
                <NumberInput
                  aria-label={t("orders.unitsOf", { title: line.title })}
                  w={84}
                  min={0}
                  max={line.quantity - line.quantityShipped}
                  clampBehavior="strict"
                  {...form.getInputProps(`quantities.${index}`)}
                />
              </Group>
            ))}
          </fieldset>
        )}
        {form.errors["quantities"] && <Note tone="failed">{form.errors["quantities"]}</Note>}
        {dispatch.error && <FailureNotice error={dispatch.error} what={t("dispatch.failed")} />}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={dispatch.isPending}>
            {t("orders.markAsSent")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
