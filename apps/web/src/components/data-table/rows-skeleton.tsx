import { Skeleton } from "@mantine/core";

const rows = Array.from({ length: 14 }, (_, index) => `row-${index}`);

/** Rows that are on their way, in their true height. */
export function RowsSkeleton({ columns }: { columns: readonly { id: string }[] }) {
  return rows.map((row, index) => (
    <tr key={row}>
      {columns.map((column, place) => (
        <td key={column.id}>
          <Skeleton height={10} width={place === 0 ? `${80 - ((index * 13) % 35)}%` : `${65 - ((index * 7) % 25)}%`} />
        </td>
      ))}
    </tr>
  ));
}
