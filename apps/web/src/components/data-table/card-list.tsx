import { Skeleton } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { useEffect } from "react";
import { t } from "../../lib/language/language.ts";
import classes from "./data-table.module.css";
import type { DataTableProps } from "./data-table.tsx";

const placeholders = ["a", "b", "c", "d", "e", "f"];

/** The rows of a table as cards. */
export function CardList<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowId, card, loading, onEndReached, loadingMore, foot } = props;
  const { ref, inViewport } = useInViewport<HTMLDivElement>();
  useEffect(() => {
    if (inViewport && !loading) onEndReached?.();
  }, [inViewport, loading, onEndReached]);
  return (
    <div>
      <ul className={classes.cards} aria-label={label} aria-busy={loading}>
        {loading
          ? placeholders.map((key) => (
              <li key={key} className={classes.card} aria-hidden="true">
                <Skeleton height={12} width="70%" mb={10} />
                <Skeleton height={10} width="45%" mb={8} />
                <Skeleton height={10} width="55%" />
              </li>
            ))
          : rows.map((row) => (
              <li key={rowId(row)} className={classes.card}>
                {card(row)}
              </li>
            ))}
      </ul>
      <div ref={ref} className={classes.more}>
        {loadingMore ? t("common.loadingMore") : foot}
      </div>
    </div>
  );
}
