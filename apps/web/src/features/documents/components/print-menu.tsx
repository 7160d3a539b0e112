import { Button, Menu, SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconPrinter } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import type { DocumentKind, DocumentSize, MadeDocument } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { saveFile } from "../../../lib/save-file.ts";
import { t } from "../texts.ts";

const sizes = (): { value: DocumentSize; label: string }[] => [
  { value: "a4", label: "A4" },
  { value: "a6", label: "A6" },
  { value: "4x6", label: t("documents.inches") },
];

const names = {
  "packing-slips": "documents.packingSlip",
  "address-labels": "documents.addressLabel",
  "pick-list": "place.pick",
  labels: "documents.label",
} as const;

interface PrintMenuProps {
  /** Orders in the order of printing. */
  orderIds: readonly string[];
  kinds: readonly (DocumentKind | "labels")[];
  /** The word on the button, where it stands among others. */
  label?: string;
}

/** Saves documents of orders as one PDF, on the paper that was chosen last. */
export function PrintMenu({ orderIds, kinds, label = t("documents.print") }: PrintMenuProps) {
  const [size, setSize] = useLocalStorage<DocumentSize>({ key: "document-size", defaultValue: "a4" });
  const make = useMutation(trpc.documents.make.mutationOptions({ onSuccess: saved }));
  const labels = useMutation(trpc.documents.labels.mutationOptions({ onSuccess: saved }));
  const failed = { onError: (error: unknown) => notifyFailure(t("documents.nothingWasPrinted"), error) };
  const print = (kind: DocumentKind | "labels") =>
    kind === "labels"
      ? labels.mutate({ orderIds: [...orderIds] }, failed)
      : make.mutate({ kind, size, orderIds: [...orderIds] }, failed);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={make.isPending || labels.isPending}
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          aria-label={orderIds.length > 1 ? t("documents.printCount", { count: orderIds.length }) : undefined}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("documents.paper")}</Menu.Label>
        <SegmentedControl
          m="0 0.5rem 0.375rem"
          size="xs"
          aria-label={t("documents.paper")}
          value={size}
          onChange={(next) => setSize(sizes().find(({ value }) => value === next)?.value ?? "a4")}
          data={sizes()}
        />
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => print(kind)}>
            {t(names[kind], { count: orderIds.length })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function saved(made: MadeDocument) {
  saveFile(made);
  notifyDone({ message: [t("documents.saved", { pages: made.pages }), ...leftOut(made)].join(" ") });
}

/** What the seller must look at: orders that are not in it, and characters that could not be printed. */
function leftOut({ skipped, missingCharacters }: MadeDocument): string[] {
  const [first] = skipped;
  const missing = t("documents.missing", { missingCharacters: missingCharacters.slice(0, 10).join(" ") });
  return [
    ...(first
      ? [
          t("documents.leftOut", {
            count: skipped.length,
            number: first.platformOrderId ?? "",
            message: first.message,
          }),
        ]
      : []),
    ...(missingCharacters.length > 0 ? [missing] : []),
  ];
}
