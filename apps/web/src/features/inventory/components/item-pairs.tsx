import { ActionIcon, Button, NativeSelect, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { platformName } from "../../../components/platform-mark.tsx";
import { identifierWords } from "../../../lib/inventory-words.ts";
import type { ItemValues } from "../item-values.ts";
import { t } from "../texts.ts";
import classes from "./inventory.module.css";

type ItemForm = UseFormReturnType<ItemValues>;

const identifierChoices = Object.entries(identifierWords).map(([value, label]) => ({ value, label }));
const platformChoices = ["ebay", "amazon", "bricklink", "brickowl"].map((value) => ({
  value,
  label: platformName(value),
}));

/** Numbers that name the product: set number, ASIN, GTIN and so on. */
export function IdentifierFields({ form }: { form: ItemForm }) {
  return (
    <Pairs
      legend={t("inventory.productNumbers")}
      add={t("inventory.addANumber")}
      onAdd={() => form.insertListItem("identifiers", { type: "gtin", value: "" })}
    >
      {form.values.identifiers.map((_, index) => (
        <div key={index} className={classes.pair}>
          <NativeSelect
            aria-label={t("item.numberKind", { index: index + 1 })}
            data={identifierChoices}
            {...form.getInputProps(`identifiers.${index}.type`)}
          />
          <TextInput
            aria-label={t("item.number", { index: index + 1 })}
            placeholder="75192-1"
            classNames={{ input: "mono" }}
            {...form.getInputProps(`identifiers.${index}.value`)}
          />
          <RemoveRow
            label={t("item.removeNumber", { index: index + 1 })}
            onClick={() => form.removeListItem("identifiers", index)}
          />
        </div>
      ))}
    </Pairs>
  );
}

/** Listings that offer the item. */
export function ListingFields({ form }: { form: ItemForm }) {
  return (
    <Pairs
      legend={t("place.listings")}
      add={t("inventory.addAListing")}
      onAdd={() => form.insertListItem("listings", { platform: "ebay", listingId: "", variationId: null })}
    >
      {form.values.listings.map((_, index) => (
        <div key={index} className={classes.pair}>
          <NativeSelect
            aria-label={t("item.listingPlatform", { index: index + 1 })}
            data={platformChoices}
            {...form.getInputProps(`listings.${index}.platform`)}
          />
          <TextInput
            aria-label={t("item.listingId", { index: index + 1 })}
            placeholder={t("inventory.listingId")}
            classNames={{ input: "mono" }}
            {...form.getInputProps(`listings.${index}.listingId`)}
          />
          <RemoveRow
            label={t("item.removeListing", { index: index + 1 })}
            onClick={() => form.removeListItem("listings", index)}
          />
        </div>
      ))}
    </Pairs>
  );
}

interface PairsProps {
  legend: string;
  add: string;
  onAdd: () => void;
  children: ReactNode;
}

function Pairs({ legend, add, onAdd, children }: PairsProps) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Text component="legend" size="sm" fw={500} mb={4}>
        {legend}
      </Text>
      {children}
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={onAdd}>
        {add}
      </Button>
    </fieldset>
  );
}

function RemoveRow({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size="input-sm" aria-label={label} onClick={onClick}>
      <IconTrash size={15} />
    </ActionIcon>
  );
}
