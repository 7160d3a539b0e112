import { Button, TextInput } from "@mantine/core";
import { IconBarcode } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { CatalogueProduct } from "../../../lib/api-types.ts";
import { readFailure } from "../../../lib/failure.ts";
import { useLookUp } from "../queries/catalogue-queries.ts";
import { t } from "../texts.ts";
import { useScanner } from "../use-scanner.ts";
import { AnswerNotes } from "./answer-notes.tsx";
import classes from "./catalogue.module.css";
import { ProductRow } from "./product-row.tsx";
import { UsageLine } from "./usage-line.tsx";

/**
 * Finds a product by set number, barcode or words, typed or scanned. One product that a number or barcode names is
 * taken at once; of several the seller chooses.
 */
export function ProductLookUp({ onChoose }: { onChoose: (product: CatalogueProduct) => void }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const lookUp = useLookUp();
  const choose = (product: CatalogueProduct) => {
    setChosen(product.externalId);
    onChoose(product);
  };
  const ask = (asked: string, anew = false) => {
    if (asked.trim() === "" || lookUp.isPending) return;
    setChosen(null);
    lookUp.mutate(
      { text: asked, anew },
      {
        onSuccess: ({ products: [first, ...others], asked: { kind } }) => {
          if (first && others.length === 0 && kind !== "words") choose(first);
        },
      },
    );
  };
  useScanner((code) => {
    setText(code);
    ask(code);
  });
  const answer = lookUp.data;
  const failure = lookUp.error ? readFailure(lookUp.error) : null;
  const misread = failure?.code === "invalid" ? failure.message : null;
  return (
    <section className={classes.root} aria-label={t("catalogue.productLookUp")} aria-busy={lookUp.isPending}>
      <div className={classes.ask}>
        <TextInput
          label={t("catalogue.lookItUp")}
          placeholder={t("catalogue.setNumberBarcodeOrWords")}
          data-autofocus
          leftSection={<IconBarcode size={17} aria-hidden="true" />}
          value={text}
          error={misread}
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== "Enter") return;
            // Scanners end with Enter: it looks up, and does not send the form around it.
            event.preventDefault();
            ask(text);
          }}
        />
        <Button variant="default" onClick={() => ask(text)} loading={lookUp.isPending}>
          {t("catalogue.lookUp")}
        </Button>
      </div>
      {lookUp.error && misread === null && <FailureNotice error={lookUp.error} hideIssues />}
      {answer && !lookUp.error && (
        <>
          {answer.products.length > 0 && (
            <ul className={classes.list} aria-label={t("catalogue.found")}>
              {answer.products.map((product) => (
                <li key={product.externalId}>
                  <ProductRow
                    product={product}
                    chosen={chosen === product.externalId}
                    onChoose={() => choose(product)}
                  />
                </li>
              ))}
            </ul>
          )}
          <AnswerNotes answer={answer} onAskAnew={() => ask(answer.asked.text, true)} />
        </>
      )}
      <UsageLine />
    </section>
  );
}
