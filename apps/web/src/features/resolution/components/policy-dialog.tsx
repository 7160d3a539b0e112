import { Button, Group, Modal, Skeleton, Stack, Switch } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { notifyDone } from "../../../lib/notify.tsx";
import { usePolicy, useSavePolicy } from "../queries/resolution-queries.ts";

/** What Counterfoil may link by itself. */
export function PolicyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Linking rules" centered>
      <PolicyForm onClose={onClose} />
    </Modal>
  );
}

function PolicyForm({ onClose }: { onClose: () => void }) {
  const query = usePolicy();
  const save = useSavePolicy(() => {
    notifyDone({ message: "The linking rules are saved." });
    onClose();
  });
  const [change, setChange] = useState<Partial<NonNullable<typeof query.data>>>({});
  if (query.error)
    return (
      <FailureNotice error={query.error} what="The rules could not be loaded." onRetry={() => void query.refetch()} />
    );
  if (!query.data) return <Skeleton height={140} />;
  const policy = { ...query.data, ...change };
  return (
    <Stack gap="md">
      <Switch
        label="Take the oldest of identical units"
        description="When several units are equal in every respect, the first bought is linked without asking."
        checked={policy.fifoInterchangeable}
        onChange={(event) => setChange({ ...change, fifoInterchangeable: event.currentTarget.checked })}
      />
      <Switch
        label="Ignore capitals in SKUs"
        description="A SKU that differs only in capitals links by itself when exactly one unit fits."
        checked={policy.skuCaseInsensitive}
        onChange={(event) => setChange({ ...change, skuCaseInsensitive: event.currentTarget.checked })}
      />
      {save.error && <FailureNotice error={save.error} what="The rules were not saved." />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={() => save.mutate(policy)} loading={save.isPending}>
          Save rules
        </Button>
      </Group>
    </Stack>
  );
}
