import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { PageHeader } from "../../components/page-header.tsx";
import { KeyList } from "../../features/api-keys/components/key-list.tsx";
import { NewKeyDialog } from "../../features/api-keys/components/new-key-dialog.tsx";
import { t } from "../../features/api-keys/texts.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

export function ApiKeysPage() {
  const [making, setMaking] = useState(false);
  return (
    <>
      <PageHeader title={t("settings.apiKeys")}>
        <Button component="a" href="/api/docs" variant="default" target="_blank" rel="noreferrer">
          {t("api-keys.apiReference")}
        </Button>
        <Button onClick={() => setMaking(true)}>{t("api-keys.newKey")}</Button>
      </PageHeader>
      <SettingsNav />
      <Stack gap="sm">
        <KeyList onNew={() => setMaking(true)} />
      </Stack>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </>
  );
}
