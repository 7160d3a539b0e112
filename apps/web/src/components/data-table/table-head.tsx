import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { Header } from "@tanstack/react-table";
import classes from "./data-table.module.css";
import type { TableColumn, TableSort } from "./table-column.ts";

interface TableHeadProps<Row> {
  headers: Header<Row, unknown>[];
  columnOf: (id: string) => TableColumn<Row> | undefined;
  sort: TableSort | null;
  onSort?: (sort: TableSort) => void;
}

function ariaSort(sort: TableSort | null, id: string) {
  if (sort?.id !== id) return undefined;
  return sort.direction === "asc" ? "ascending" : "descending";
}

/** Sticky headings: a click sorts, dragging the edge resizes. */
export function TableHead<Row>({ headers, columnOf, sort, onSort }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {headers.map((header) => {
          const column = columnOf(header.column.id);
          const Arrow = sort?.direction === "desc" ? IconArrowDown : IconArrowUp;
          const label = (
            <>
              <span className="truncate">{column?.label}</span>
              {sort?.id === header.id && <Arrow size={13} aria-hidden="true" />}
            </>
          );
          return (
            <th
              key={header.id}
              scope="col"
              className={classes.th}
              data-align={column?.align}
              aria-sort={ariaSort(sort, header.id)}
            >
              {column?.sortable && onSort ? (
                <UnstyledButton
                  className={classes.heading}
                  onClick={() =>
                    onSort({
                      id: header.id,
                      direction: sort?.id === header.id && sort.direction === "asc" ? "desc" : "asc",
                    })
                  }
                >
                  {label}
                </UnstyledButton>
              ) : (
                <div className={classes.heading}>{label}</div>
              )}
              <div
                aria-hidden="true"
                className={classes.resizer}
                data-active={header.column.getIsResizing() || undefined}
                onPointerDown={header.getResizeHandler()}
              />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
