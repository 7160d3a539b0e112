import { Skeleton } from "@mantine/core";

/** A page whose code is on its way. */
export function PagePending() {
  return (
    <div aria-busy="true" style={{ padding: "0.25rem 0" }}>
      <Skeleton height={24} width={180} mb="md" />
      <Skeleton height={36} mb="sm" />
      <Skeleton height={320} />
    </div>
  );
}
