import { Button, Divider, Group, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { ReactNode } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import type { CatalogueProduct } from "../../../lib/api-types.ts";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { conditionWords, inventoryStatuses, inventoryStatusWords } from "../../../lib/inventory-words.ts";
import { amountProblem, type ItemValues } from "../item-values.ts";
import { t } from "../texts.ts";
import { useFillFromProduct } from "../use-fill-from-product.ts";
import { FilledNote } from "./filled-note.tsx";
import { IdentifierFields, ListingFields } from "./item-pairs.tsx";

interface ItemFormProps {
  initial: ItemValues;
  /** Stands above the fields: finds the product that fills them. */
  lookUp?: LookUp | undefined;
  action: string;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  /** Rejects when the server refuses: the form then keeps everything and marks the fields. */
  onSubmit: (values: ItemValues) => Promise<unknown>;
}

/** Draws what finds a product; it tells the form which one was chosen. */
export type LookUp = (onChoose: (product: CatalogueProduct) => void) => ReactNode;

const conditions = Object.entries(conditionWords).map(([value, label]) => ({ value, label }));
const statuses = inventoryStatuses.map((value) => ({ value, label: inventoryStatusWords[value].label }));

function useItemForm(initial: ItemValues) {
  return useForm<ItemValues>({
    mode: "controlled",
    initialValues: initial,
    validateInputOnBlur: true,
    validate: {
      title: (value) => (value.trim() ? null : t("inventory.giveItATitle")),
      quantity: (value) =>
        value !== "" && Number.isInteger(Number(value)) && Number(value) >= 0 ? null : t("inventory.aWholeNumber0Or"),
      unitCost: (value, values) => amountProblem(value, values.unitCostCurrency),
      askingPrice: (value, values) => amountProblem(value, values.askingPriceCurrency),
    },
  });
}

/** Adds or changes one unit or lot. */
export function ItemForm(props: ItemFormProps) {
  const { initial, lookUp, action, busy, error, onCancel, onSubmit } = props;
  const form = useItemForm(initial);
  const filling = useFillFromProduct(form);
  const submit = form.onSubmit((values) =>
    onSubmit(values).catch((refused: unknown) => {
      const errors = fieldErrors(readFailure(refused));
      form.setErrors({ ...errors, ...(errors["acquiredAt"] ? { acquiredOn: errors["acquiredAt"] } : {}) });
    }),
  );
  return (
    <form onSubmit={submit} noValidate aria-label={action}>
      <Stack gap="sm">
        {lookUp?.(filling.fill)}
        <FilledNote filling={filling} form={form} />
        <TextInput
          label={t("inventory.title")}
          withAsterisk
          data-autofocus={lookUp ? undefined : true}
          {...form.getInputProps("title")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={t("inventory.sku")} classNames={{ input: "mono" }} {...form.getInputProps("sku")} />
          <TextInput
            label={t("inventory.location")}
            placeholder={t("item.locationExample")}
            {...form.getInputProps("location")}
          />
          <NumberInput
            label={t("inventory.quantityOnHand")}
            min={0}
            allowDecimal={false}
            {...form.getInputProps("quantity")}
          />
          <Select label={t("inventory.status")} data={statuses} {...form.getInputProps("status")} />
          <Select
            label={t("inventory.condition")}
            data={conditions}
            clearable
            placeholder={t("inventory.notKnown")}
            {...form.getInputProps("condition")}
          />
          <TextInput label={t("inventory.acquiredOn")} type="date" {...form.getInputProps("acquiredOn")} />
          <AmountInput
            label={t("inventory.costOfOneUnit")}
            currency={initial.unitCostCurrency}
            {...form.getInputProps("unitCost")}
          />
          <AmountInput
            label={t("inventory.askingPriceOfOne")}
            currency={initial.askingPriceCurrency}
            {...form.getInputProps("askingPrice")}
          />
        </SimpleGrid>
        <Divider my={2} />
        <IdentifierFields form={form} />
        <ListingFields form={form} />
        <TextInput
          label={t("inventory.picture")}
          placeholder="https://"
          leftSection={<ItemThumb key={form.values.imageUrl} url={form.values.imageUrl || null} size={24} />}
          {...form.getInputProps("imageUrl")}
        />
        <Textarea label={t("inventory.note")} autosize minRows={2} {...form.getInputProps("note")} />
        {error ? <FailureNotice error={error} what={t("inventory.nothingWasSaved")} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AmountInput({ currency, ...props }: { currency: string; label: string }) {
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      rightSection={currency}
      rightSectionWidth={52}
      rightSectionProps={{ style: { color: "var(--mantine-color-dimmed)", fontSize: "var(--mantine-font-size-xs)" } }}
      classNames={{ input: "numeric" }}
    />
  );
}
