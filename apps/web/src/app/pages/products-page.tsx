import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProductDrawer } from "../../features/products/components/product-drawer.tsx";
import { ProductsScreen } from "../../features/products/components/products-screen.tsx";
import { t } from "../../features/products/texts.ts";
import { ReadNowButton } from "../../features/sync/components/read-now-button.tsx";
import { useSyncStatus } from "../../features/sync/queries/sync-queries.ts";
import { ListingsNav } from "../shell/listings-nav.tsx";

const route = getRouteApi("/shell/listings/products");

export function ProductsPage() {
  const { product, ...filters } = route.useSearch();
  const navigate = useNavigate({ from: "/listings/products" });
  const connected = (useSyncStatus().data ?? []).some(({ kind }) => kind === "listings");
  const open = (id: string | undefined) => void navigate({ search: { ...filters, product: id } });
  return (
    <>
      <PageHeader title={t("place.products")} />
      <ListingsNav />
      <ProductsScreen
        filters={filters}
        onFilter={(next) => void navigate({ search: { ...next, product }, replace: true })}
        selectedId={product ?? null}
        onOpen={open}
        firstSteps={
          <EmptyState kind="nothing-yet" title={t("products.noneYet")} text={t("products.noneYetText")}>
            {connected ? (
              <ReadNowButton kind="listings" />
            ) : (
              <LinkButton to="/settings/integrations">{t("products.connect")}</LinkButton>
            )}
          </EmptyState>
        }
      />
      <ProductDrawer productId={product ?? null} onClose={() => open(undefined)} />
    </>
  );
}
