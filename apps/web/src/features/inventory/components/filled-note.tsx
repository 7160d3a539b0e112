import { formatMoney } from "@counterfoil/core/money";
import { Anchor } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Note } from "../../../components/note.tsx";
import { showList, showMoney } from "../../../lib/format.ts";
import { wordsBy } from "../../../lib/language/words-by.ts";
import type { FilledName } from "../fill-from-product.ts";
import type { ItemValues } from "../item-values.ts";
import { t } from "../texts.ts";
import type { ProductFilling } from "../use-fill-from-product.ts";

const names = wordsBy(t, {
  title: "fill.title",
  picture: "fill.picture",
  "set number": "fill.setNumber",
  barcode: "fill.barcode",
  barcodes: "fill.barcodes",
});
const listed = (filled: readonly FilledName[]) => showList(filled.map((name) => names[name]));

/** What a look-up filled in, what it left as the seller typed it, and the retail price, which is only offered. */
export function FilledNote({
  filling: { last },
  form,
}: {
  filling: ProductFilling;
  form: UseFormReturnType<ItemValues>;
}) {
  if (!last) return null;
  const { done, kept, product } = last;
  const { retailPrice } = product;
  const offered = retailPrice?.currency === form.values.askingPriceCurrency && form.values.askingPrice.trim() === "";
  return (
    <Note tone="done" role="status">
      {done.length > 0 && `${t("fill.done", { names: listed(done) })} `}
      {kept.length > 0 && `${t("fill.kept", { names: listed(kept), count: kept.length })} `}
      {retailPrice && `${t("fill.retailPrice", { retailPrice: showMoney(retailPrice) })} `}
      {retailPrice && offered && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => form.setFieldValue("askingPrice", formatMoney(retailPrice))}
        >
          {t("fill.askThat")}
        </Anchor>
      )}
    </Note>
  );
}
