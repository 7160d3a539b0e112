import { Button, Menu } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { countOf } from "../../../lib/format.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useRunNow } from "../queries/sync-queries.ts";
import { kindWords } from "../sync-words.ts";

const kinds = ["orders", "order_status", "listings", "stock", "health"] as const;

/** Starts a kind of sync on all platforms. */
export function RunAllMenu() {
  const runNow = useRunNow();
  const start = (kind: (typeof kinds)[number]) =>
    runNow.mutate(
      { kind },
      {
        onError: (error) => notifyFailure("Nothing was started", error),
        onSuccess: (started) => {
          const refused = started.filter((one) => one.refused !== null).length;
          const begun = countOf(started.length - refused, "platform");
          const rest = refused > 0 ? `; ${refused} ran already` : "";
          notifyDone({ message: `${kindWords[kind]}: started on ${begun}${rest}.` });
        },
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button loading={runNow.isPending} leftSection={<IconRefresh size={16} aria-hidden="true" />}>
          Run now on all
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => start(kind)}>
            {kindWords[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
