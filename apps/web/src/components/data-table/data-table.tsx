import type { ReactNode } from "react";
import { useIsPhone } from "../../lib/use-is-phone.ts";
import { CardList } from "./card-list.tsx";
import classes from "./data-table.module.css";
import type { TableColumn, TableSort } from "./table-column.ts";
import { WideTable } from "./wide-table.tsx";

export interface DataTableProps<Row> {
  /** Names the table for screen readers and for the kept choice of columns. */
  name: string;
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** The same row as a card, on a phone. */
  card: (row: Row) => ReactNode;
  loading: boolean;
  /** Shown in place of the rows when there are none. */
  empty: ReactNode;
  onOpen?: (row: Row) => void;
  selectedId?: string | null;
  sort?: TableSort | null;
  onSort?: (sort: TableSort) => void;
  /** Asked for when the end comes near. */
  onEndReached?: () => void;
  loadingMore?: boolean;
  /** Under the rows, such as "200 of 1,240". */
  foot?: ReactNode;
}

/** Rows as a virtualised table, or as cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const isPhone = useIsPhone();
  if (!props.loading && props.rows.length === 0) {
    return <div className={classes.frame}>{props.empty}</div>;
  }
  return isPhone ? <CardList {...props} /> : <WideTable {...props} />;
}
