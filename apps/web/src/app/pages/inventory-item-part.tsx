import { ItemProduct } from "../../features/catalogue/components/item-product.tsx";
import { ProductLookUp } from "../../features/catalogue/components/product-look-up.tsx";
import { ItemDrawer } from "../../features/inventory/components/item-drawer.tsx";
import { ItemProfit } from "../../features/payouts/components/item-profit.tsx";

interface InventoryItemPartProps {
  itemId: string | null;
  adding: boolean;
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** One item beside the table, with what the catalogue and the payouts know of it. */
export function InventoryItemPart(props: InventoryItemPartProps) {
  return (
    <ItemDrawer
      {...props}
      lookUp={(onChoose) => <ProductLookUp onChoose={onChoose} />}
      about={(itemId) => (
        <>
          <ItemProduct itemId={itemId} />
          <ItemProfit itemId={itemId} />
        </>
      )}
    />
  );
}
