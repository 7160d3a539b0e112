import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { confinementWords } from "../../../components/connection-choice.tsx";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { ApiKey } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useApiKeys, useRevokeKey } from "../queries/api-key-queries.ts";
import { describeScopes } from "../scope-words.ts";
import { t } from "../texts.ts";

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.state === "active" ? (
    <StateDot tone="done" word={t("api-keys.active")} />
  ) : (
    <StateDot tone="off" word={t("api-keys.expired")} />
  );
}

function columnsWith(onRevoke: (apiKey: ApiKey) => void): readonly TableColumn<ApiKey>[] {
  return [
    { id: "name", label: t("api-keys.name"), width: 140, cell: (row) => row.name },
    {
      id: "prefix",
      label: t("api-keys.beginsWith"),
      width: 104,
      cell: (row) => <span className="mono">{row.prefix}…</span>,
    },
    { id: "scopes", label: t("api-keys.may"), width: 220, grow: true, cell: (row) => describeScopes(row.scopes) },
    {
      id: "connections",
      label: t("scope.connectionsName"),
      width: 132,
      cell: (row) => confinementWords(row.connectionIds),
    },
    { id: "owner", label: t("api-keys.for"), width: 110, cell: (row) => row.owner },
    { id: "state", label: t("api-keys.state"), width: 104, cell: (row) => <KeyState apiKey={row} /> },
    { id: "expiresAt", label: t("api-keys.ends"), width: 106, cell: (row) => <Ends apiKey={row} /> },
    { id: "lastUsedAt", label: t("api-keys.lastUsed"), width: 112, cell: (row) => <LastUsed apiKey={row} /> },
    {
      id: "revoke",
      label: t("api-keys.revoke"),
      width: 104,
      cell: (row) => <RevokeButton apiKey={row} onRevoke={onRevoke} />,
    },
  ];
}

function Ends({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.expiresAt === null ? t("api-keys.noEnd") : <TimeText at={apiKey.expiresAt} as="day" />;
}

function LastUsed({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.lastUsedAt === null ? t("api-keys.never") : <TimeText at={apiKey.lastUsedAt} />;
}

function RevokeButton({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: (apiKey: ApiKey) => void }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => onRevoke(apiKey)}
      aria-label={t("keys.revokeOf", { name: apiKey.name })}
    >
      {t("api-keys.revoke")}
    </Button>
  );
}

/** The keys that are in use, each with the button that ends it. */
export function KeyList({ onNew }: { onNew: () => void }) {
  const keys = useApiKeys();
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  if (keys.error)
    return (
      <FailureNotice error={keys.error} what={t("api-keys.theKeysCouldNotBe")} onRetry={() => void keys.refetch()} />
    );
  return (
    <>
      <DataTable
        name="api-keys"
        label={t("settings.apiKeys")}
        columns={columnsWith(setRevoking)}
        rows={keys.data ?? []}
        rowId={(row) => row.id}
        loading={keys.isPending}
        empty={
          <EmptyState kind="nothing-yet" title={t("api-keys.noKeysYet")} text={t("keys.emptyText")}>
            <Button onClick={onNew}>{t("api-keys.makeAKey")}</Button>
          </EmptyState>
        }
        card={(row) => (
          <>
            <Group justify="space-between">
              <strong>{row.name}</strong>
              <KeyState apiKey={row} />
            </Group>
            <div>
              <span className="mono">{row.prefix}…</span> · {describeScopes(row.scopes)} ·{" "}
              {confinementWords(row.connectionIds)}
            </div>
            <Group justify="space-between">
              <span>
                {t("keys.endsAt")} <Ends apiKey={row} />
              </span>
              <RevokeButton apiKey={row} onRevoke={setRevoking} />
            </Group>
          </>
        )}
      />
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const revoke = useRevokeKey(() => {
    onClose();
    notifyDone({ message: t("keys.revoked", { name: apiKey.name }) });
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("keys.revokeTitle", { name: apiKey.name })}
      action={t("api-keys.revoke")}
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
      busy={revoke.isPending}
      error={revoke.error}
    >
      {t("keys.revokeText")}
    </ConfirmDialog>
  );
}
