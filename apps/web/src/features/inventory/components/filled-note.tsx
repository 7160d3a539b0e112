import { formatMoney } from "@counterfoil/core/money";
import { Anchor } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Note } from "../../../components/note.tsx";
import { showMoney } from "../../../lib/format.ts";
import type { ItemValues } from "../item-values.ts";
import type { ProductFilling } from "../use-fill-from-product.ts";

const list = new Intl.ListFormat("en", { type: "conjunction" });

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
      {done.length > 0 && `Filled in: ${list.format(done)}. `}
      {kept.length > 0 && `Your ${list.format(kept)} ${kept.length === 1 ? "was" : "were"} kept. `}
      {retailPrice && `Retail price ${showMoney(retailPrice)}. `}
      {retailPrice && offered && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => form.setFieldValue("askingPrice", formatMoney(retailPrice))}
        >
          Ask that
        </Anchor>
      )}
    </Note>
  );
}
