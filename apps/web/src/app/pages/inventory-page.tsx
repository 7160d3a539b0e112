import { Button } from "@mantine/core";
import { IconDownload, IconPlus, IconUpload } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { LoadWhen } from "../../components/load-when.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { InventoryScreen } from "../../features/inventory/components/inventory-screen.tsx";
import { t } from "../../features/inventory/texts.ts";
import { withTexts } from "../../lib/language/language.ts";

const InventoryItemPart = lazy(
  withTexts(async () => ({
    default: (await import("./inventory-item-part.tsx")).InventoryItemPart,
  })),
);
const route = getRouteApi("/shell/inventory");

export function InventoryPage() {
  const { item, add, ...filters } = route.useSearch();
  const navigate = useNavigate({ from: "/inventory" });
  const open = (part: { item?: string; add?: true }) => void navigate({ search: { ...filters, ...part } });
  return (
    <>
      <PageHeader title={t("place.inventory")}>
        <Button
          component="a"
          href="/api/export/inventory.csv"
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {t("inventory.export")}
        </Button>
        <LinkButton to="/inventory/import" variant="default" leftSection={<IconUpload size={16} aria-hidden="true" />}>
          {t("inventory.import")}
        </LinkButton>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => open({ add: true })}>
          {t("inventory.addStock")}
        </Button>
      </PageHeader>
      <InventoryScreen
        filters={filters}
        onFilter={(next) => void navigate({ search: { ...next, item, add }, replace: true })}
        selectedId={item ?? null}
        onOpen={(id) => open({ item: id })}
        firstSteps={
          <EmptyState kind="nothing-yet" title={t("inventory.noStockYet")} text={t("inventory.emptyText")}>
            <LinkButton to="/inventory/import">{t("home.import")}</LinkButton>
            <Button variant="default" onClick={() => open({ add: true })}>
              {t("inventory.addOneUnit")}
            </Button>
          </EmptyState>
        }
      />
      <LoadWhen wanted={item !== undefined || add === true}>
        <InventoryItemPart
          itemId={item ?? null}
          adding={add === true}
          onClose={() => open({})}
          onCreated={(id) => open({ item: id })}
        />
      </LoadWhen>
    </>
  );
}
