import { Text } from "@mantine/core";
import { LinkButton } from "../../../components/link-button.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import type { OrderDetail, OrderLine } from "../../../lib/api-types.ts";
import { lineWord } from "../../../lib/line-words.ts";
import { t } from "../texts.ts";
import { ClaimStub } from "./claim-stub.tsx";
import classes from "./orders.module.css";

/** One sold line with the units it is tied to. */
export function OrderLineView({ line, order }: { line: OrderLine; order: OrderDetail }) {
  const state = lineWord(line);
  return (
    <div className={classes.line} data-testid="order-line">
      <div className={classes.lineHead}>
        <div style={{ minWidth: 0 }}>
          <div className={classes.lineTitle}>{line.title}</div>
          <Text size="sm" c="dimmed">
            {line.sku ? <span className="mono">{line.sku}</span> : t("orders.noSku")} ·{" "}
            {t("count.units", { count: line.quantity })}
            {line.quantity > 1 && line.unitPrice && (
              <>
                {" "}
                {t("line.at")} <MoneyText money={line.unitPrice} />
              </>
            )}
          </Text>
        </div>
        <div className={classes.lineEnd}>
          <MoneyText money={line.lineTotal} />
          <div data-testid="line-state">
            <StateDot tone={state.tone} word={state.word} />
          </div>
        </div>
      </div>
      {line.claims.map((claim) => (
        <ClaimStub key={claim.id} claim={claim} lineId={line.id} />
      ))}
      {line.state === "queued" && line.entryId && (
        <LinkButton
          to="/settings/inventory-resolution"
          search={{ platform: order.platform, entry: line.entryId }}
          mt="sm"
          size="compact-sm"
        >
          {t("line.find", { units: line.quantityNeeded })}
        </LinkButton>
      )}
    </div>
  );
}
