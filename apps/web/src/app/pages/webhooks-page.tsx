import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { PageHeader } from "../../components/page-header.tsx";
import { DeliveryList } from "../../features/webhooks/components/delivery-list.tsx";
import { WebhookDialog } from "../../features/webhooks/components/webhook-dialog.tsx";
import { WebhookList } from "../../features/webhooks/components/webhook-list.tsx";
import { t } from "../../features/webhooks/texts.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

export function WebhooksPage() {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHeader title={t("settings.webhooks")}>
        <Button onClick={() => setAdding(true)}>{t("webhooks.new")}</Button>
      </PageHeader>
      <SettingsNav />
      <Stack gap="sm">
        <WebhookList onNew={() => setAdding(true)} />
        <DeliveryList />
      </Stack>
      {adding && <WebhookDialog webhook={null} onClose={() => setAdding(false)} />}
    </>
  );
}
