import type { ReactNode } from "react";

/** One column of a table. */
export interface TableColumn<Row> {
  id: string;
  /** Heading, also the name in the columns menu. */
  label: string;
  cell: (row: Row) => ReactNode;
  /** Width in pixels before the reader changes it. */
  width: number;
  align?: "left" | "right";
  /** Takes the width that is left. */
  grow?: boolean;
  sortable?: boolean;
  /** Shown only after the reader asks for it. */
  hidden?: boolean;
}

export interface TableSort {
  id: string;
  direction: "asc" | "desc";
}
