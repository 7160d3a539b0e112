import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
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

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.state === "active" ? <StateDot tone="done" word="Active" /> : <StateDot tone="off" word="Expired" />;
}

function columnsWith(onRevoke: (apiKey: ApiKey) => void): readonly TableColumn<ApiKey>[] {
  return [
    { id: "name", label: "Name", width: 180, cell: (row) => row.name },
    { id: "prefix", label: "Begins with", width: 120, cell: (row) => <span className="mono">{row.prefix}…</span> },
    { id: "scopes", label: "May", width: 260, grow: true, cell: (row) => describeScopes(row.scopes) },
    { id: "owner", label: "For", width: 130, cell: (row) => row.owner },
    { id: "state", label: "State", width: 100, cell: (row) => <KeyState apiKey={row} /> },
    { id: "expiresAt", label: "Ends", width: 120, cell: (row) => <Ends apiKey={row} /> },
    { id: "lastUsedAt", label: "Last used", width: 120, cell: (row) => <LastUsed apiKey={row} /> },
    { id: "revoke", label: "Revoke", width: 110, cell: (row) => <RevokeButton apiKey={row} onRevoke={onRevoke} /> },
  ];
}

function Ends({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.expiresAt === null ? "No end" : <TimeText at={apiKey.expiresAt} as="day" />;
}

function LastUsed({ apiKey }: { apiKey: ApiKey }) {
  return apiKey.lastUsedAt === null ? "Never" : <TimeText at={apiKey.lastUsedAt} />;
}

function RevokeButton({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: (apiKey: ApiKey) => void }) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => onRevoke(apiKey)}
      aria-label={`Revoke the key ${apiKey.name}`}
    >
      Revoke
    </Button>
  );
}

/** The keys that are in use, each with the button that ends it. */
export function KeyList({ onNew }: { onNew: () => void }) {
  const keys = useApiKeys();
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  if (keys.error)
    return (
      <FailureNotice error={keys.error} what="The keys could not be loaded." onRetry={() => void keys.refetch()} />
    );
  return (
    <>
      <DataTable
        name="api-keys"
        label="API keys"
        columns={columnsWith(setRevoking)}
        rows={keys.data ?? []}
        rowId={(row) => row.id}
        loading={keys.isPending}
        empty={
          <EmptyState kind="nothing-yet" title="No keys yet" text="A key lets a program work here in your name.">
            <Button onClick={onNew}>Make a key</Button>
          </EmptyState>
        }
        card={(row) => (
          <>
            <Group justify="space-between">
              <strong>{row.name}</strong>
              <KeyState apiKey={row} />
            </Group>
            <div>
              <span className="mono">{row.prefix}…</span> · {describeScopes(row.scopes)}
            </div>
            <Group justify="space-between">
              <span>
                Ends: <Ends apiKey={row} />
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
    notifyDone({ message: `The key "${apiKey.name}" is revoked.` });
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Revoke "${apiKey.name}"?`}
      action="Revoke"
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
      busy={revoke.isPending}
      error={revoke.error}
    >
      Programs that use it are refused at once. It cannot be brought back; a new one can be made.
    </ConfirmDialog>
  );
}
