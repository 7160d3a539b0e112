import { Autocomplete, Button, Drawer, Skeleton, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Facts } from "../../../components/facts.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { ProductDetail } from "../../../lib/api-types.ts";
import { identifierWords } from "../../../lib/inventory-words.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useManages } from "../../../lib/session.ts";
import { conditionWords, fieldWords } from "../product-words.ts";
import { useEditProduct, useMappingSummary, usePlace, useProduct } from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";

/** One product beside the table: what it is, and what it is made of. */
export function ProductDrawer({ productId, onClose }: { productId: string | null; onClose: () => void }) {
  return (
    <Drawer opened={productId !== null} onClose={onClose} position="right" size="lg" title={t("products.product")}>
      {productId !== null && <ProductView productId={productId} />}
    </Drawer>
  );
}

function ProductView({ productId }: { productId: string }) {
  const query = useProduct(productId);
  const manages = useManages();
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} />;
  const product = query.data;
  return (
    <Stack gap="sm">
      <strong>{product.title}</strong>
      <Facts
        rows={[
          [t("products.category"), product.category ?? <Unknown key="category" what={t("products.category")} />],
          [t("products.brand"), product.brand ?? <Unknown key="brand" what={t("products.brand")} />],
          ...product.attributes.map(({ name, value }) => [name, value] as const),
          ...product.identifiers.map(({ type, value }) => [identifierWords[type], value] as const),
          [t("products.onHand"), product.onHand],
        ]}
      />
      {manages && <ProductForm key={product.updatedAt} product={product} />}
      <Variants product={product} />
      <Units product={product} />
    </Stack>
  );
}

const editable = ["title", "brand", "category"] as const;

function ProductForm({ product }: { product: ProductDetail }) {
  const edit = useEditProduct();
  const summary = useMappingSummary();
  const [fields, setFields] = useState({
    ...{ title: product.title, brand: product.brand ?? "", category: product.category ?? "" },
  });
  const changed = editable.filter((field) => fields[field].trim() !== (product[field] ?? ""));
  const save = (input: Omit<Parameters<typeof edit.mutate>[0], "productId">) =>
    edit.mutate(
      { productId: product.id, ...input },
      {
        onSuccess: () => notifyDone({ message: t("products.saved") }),
        onError: (error) => notifyFailure(t("products.notSaved"), error),
      },
    );
  const set = (field: (typeof editable)[number]) => (value: string) => setFields({ ...fields, [field]: value });
  const textOf = (field: (typeof editable)[number]) =>
    field === "title" ? fields.title.trim() : fields[field].trim() || null;
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save({ set: Object.fromEntries(changed.map((field) => [field, textOf(field)])) });
      }}
    >
      <h2 className={classes.heading}>{t("products.sayYourself")}</h2>
      <TextInput
        label={t("products.title")}
        value={fields.title}
        onChange={(event) => set("title")(event.currentTarget.value)}
        required
        maxLength={300}
      />
      <TextInput
        label={t("products.brand")}
        value={fields.brand}
        onChange={(event) => set("brand")(event.currentTarget.value)}
        maxLength={120}
      />
      <Autocomplete
        label={t("products.category")}
        value={fields.category}
        onChange={set("category")}
        data={summary.data?.ownCategories ?? []}
        maxLength={120}
      />
      <div className={`${classes.decide} ${classes.say}`}>
        <span className={classes.dim}>
          {product.edited.length === 0
            ? t("products.followsAll")
            : t("products.yours", { fields: product.edited.map((field) => fieldWords[field]).join(", ") })}
        </span>
        {product.edited.length > 0 && (
          <Button variant="default" loading={edit.isPending} onClick={() => save({ follow: product.edited })}>
            {t("products.follow")}
          </Button>
        )}
        <Button type="submit" disabled={changed.length === 0} loading={edit.isPending}>
          {t("products.save")}
        </Button>
      </div>
    </form>
  );
}

function Variants({ product }: { product: ProductDetail }) {
  const place = usePlace();
  const manages = useManages();
  const alone = product.variantList.flatMap(({ listings }) => listings).length < 2;
  return (
    <section>
      <h2 className={classes.heading}>{t("products.variants")}</h2>
      {product.variantList.map(({ id, sku, condition, options, listings }) => (
        <div key={id}>
          <span className="mono">{sku ?? t("products.noSku")}</span>{" "}
          <span className={classes.dim}>
            {[
              ...options.map(({ name, value }) => `${name}: ${value}`),
              ...(condition ? [conditionWords[condition]] : []),
            ].join(" · ")}
          </span>
          <ul className={classes.items}>
            {listings.map((listing) => (
              <li key={listing.id}>
                <PlatformMark platform={listing.platform} />
                <span className={classes.itemText}>
                  <Link to="/listings" search={{ listing: listing.id }}>
                    {listing.title || listing.externalId}
                  </Link>
                  <br />
                  <span className={classes.dim}>
                    <span className="mono">{listing.externalId}</span>
                    {listing.status === "ended" && ` · ${t("products.ended")}`}
                    {listing.category && ` · ${listing.category}`}
                  </span>
                </span>
                {manages && !alone && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={place.isPending}
                    onClick={() =>
                      place.mutate(
                        { listingId: listing.id, productId: null },
                        { onError: (error) => notifyFailure(t("unplaced.notPlaced"), error) },
                      )
                    }
                  >
                    {t("products.otherProduct")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Units({ product }: { product: ProductDetail }) {
  if (product.unitList.length === 0) return <p className={classes.dim}>{t("products.noUnits")}</p>;
  return (
    <section>
      <h2 className={classes.heading}>{t("products.units", { count: product.unitList.length })}</h2>
      <ul className={classes.items}>
        {product.unitList.map((unit) => (
          <li key={unit.inventoryItemId}>
            <span className={classes.itemText}>
              <Link to="/inventory" search={{ item: unit.inventoryItemId }}>
                {unit.title}
              </Link>
              <br />
              <span className={classes.dim}>
                {unit.sku ?? t("products.noSku")} · {unit.location ?? t("products.noLocation")}
              </span>
            </span>
            <span>{t("products.countOnHand", { count: unit.quantityOnHand })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
