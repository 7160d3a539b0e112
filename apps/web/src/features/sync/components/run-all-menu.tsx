import { Button, Menu } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { SyncStatus } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useRunNow, useSyncStatus } from "../queries/sync-queries.ts";
import { kindWords } from "../sync-words.ts";
import { t } from "../texts.ts";

type Kind = SyncStatus["kind"];

/** Starts a kind of sync on all platforms. */
export function RunAllMenu() {
  const runNow = useRunNow();
  const status = useSyncStatus();
  // What no connected platform gives is not offered.
  const kinds = [...new Set((status.data ?? []).map(({ kind }) => kind))];
  const start = (kind: Kind) =>
    runNow.mutate(
      { kind },
      {
        onError: (error) => notifyFailure(t("sync.nothingWasStarted"), error),
        onSuccess: (started) => {
          const refused = started.filter((one) => one.refused !== null).length;
          const rest = refused > 0 ? t("runAll.refused", { refused }) : "";
          notifyDone({
            message: t("runAll.started", { kind: kindWords[kind] ?? kind, count: started.length - refused, rest }),
          });
        },
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button loading={runNow.isPending} leftSection={<IconRefresh size={16} aria-hidden="true" />}>
          {t("runAll.button")}
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
