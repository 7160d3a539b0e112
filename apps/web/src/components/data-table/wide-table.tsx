import { getCoreRowModel, useReactTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useEffect, useMemo, useRef } from "react";
import { useDensity } from "../../lib/density.ts";
import { t } from "../../lib/language/language.ts";
import { useColumnChoice } from "./column-choice.ts";
import classes from "./data-table.module.css";
import type { DataTableProps } from "./data-table.tsx";
import { RowsSkeleton } from "./rows-skeleton.tsx";
import { TableHead } from "./table-head.tsx";

const noRows: never[] = [];

/** A click on a link or a button inside a row is that control's own. */
function meantForRow(event: MouseEvent): boolean {
  return event.target instanceof Element && !event.target.closest("a, button, input, [role=button]");
}

function useColumns<Row>(props: DataTableProps<Row>) {
  const [choice, setChoice] = useColumnChoice(props.name);
  const { columns } = props;
  const definitions = useMemo(
    () => columns.map((column) => ({ id: column.id, size: column.width, minSize: 60, maxSize: 900 })),
    [columns],
  );
  const visibility = Object.fromEntries(
    columns.map((column, index) => [column.id, index === 0 || (choice.visibility[column.id] ?? !column.hidden)]),
  );
  const table = useReactTable<Row>({
    data: noRows,
    columns: definitions,
    state: { columnVisibility: visibility, columnSizing: choice.sizing },
    columnResizeMode: "onChange",
    getCoreRowModel: getCoreRowModel(),
    onColumnSizingChange: (change) =>
      setChoice((now) => ({ ...now, sizing: typeof change === "function" ? change(now.sizing) : change })),
  });
  return { table, sizing: choice.sizing };
}

/** A table with a sticky head, a frozen first column and only the visible rows in the document. */
export function WideTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, onOpen, onEndReached, selectedId } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const { rowHeight } = useDensity();
  const { table, sizing } = useColumns(props);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (!props.loading && lastShown >= rows.length - 15) onEndReached?.();
  }, [lastShown, rows.length, props.loading, onEndReached]);

  const columnOf = (id: string) => columns.find((column) => column.id === id);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const visible = headers.flatMap((header) => columnOf(header.column.id) ?? []);
  const scrollable = t("table.scrollable", { label: props.label });
  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={scroll} className={classes.scroll} tabIndex={0} aria-label={scrollable}>
        <table
          className={classes.table}
          aria-label={props.label}
          aria-busy={props.loading}
          aria-rowcount={rows.length + 1}
          style={{ minWidth: table.getTotalSize() }}
        >
          <colgroup>
            {visible.map((column) => (
              <col
                key={column.id}
                style={{ width: column.grow && !sizing[column.id] ? undefined : table.getColumn(column.id)?.getSize() }}
              />
            ))}
          </colgroup>
          <TableHead headers={headers} columnOf={columnOf} sort={props.sort ?? null} onSort={props.onSort} />
          <tbody>
            {props.loading && <RowsSkeleton columns={visible} />}
            {before > 0 && <tr style={{ height: before }} />}
            {shown.map(({ index }) => {
              const row = rows[index];
              if (row === undefined) return null;
              return (
                <tr
                  key={rowId(row)}
                  aria-rowindex={index + 2}
                  className={classes.row}
                  data-open={onOpen ? true : undefined}
                  data-selected={selectedId === rowId(row) || undefined}
                  onClick={(event) => onOpen && meantForRow(event) && onOpen(row)}
                >
                  {visible.map((column) => (
                    <td key={column.id} data-align={column.align}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
            {after > 0 && <tr style={{ height: after }} />}
          </tbody>
        </table>
      </section>
      {props.foot && (
        <div className={classes.foot}>
          {props.foot}
          {props.loadingMore && <span>{t("common.loadingMore")}</span>}
        </div>
      )}
    </div>
  );
}
