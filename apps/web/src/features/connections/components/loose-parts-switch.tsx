import { Switch } from "@mantine/core";
import { notifyFailure } from "../../../lib/notify.tsx";
import { type Integration, useSaveSettings } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";

/** Whether loose parts that match no unit wait for a person; only where the platform tells parts from other goods. */
export function LoosePartsSwitch({ integration: { manifest, card } }: { integration: Integration }) {
  const save = useSaveSettings();
  const { connectionId } = card;
  if (!manifest.looseParts || connectionId === null || card.status === "not_connected") return null;
  return (
    <Switch
      label={t("parts.label")}
      description={t("parts.text")}
      checked={save.isPending ? (save.variables?.settings.linkLooseParts ?? false) : card.settings.linkLooseParts}
      disabled={save.isPending}
      onChange={({ currentTarget }) =>
        save.mutate(
          { connectionId, settings: { linkLooseParts: currentTarget.checked } },
          { onError: (error) => notifyFailure(t("parts.failed"), error) },
        )
      }
    />
  );
}
