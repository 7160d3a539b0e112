/** The mark: a ticket with its stub torn off along the perforation. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return <img src="/mark.svg" width={size} height={size} alt="" aria-hidden="true" draggable={false} />;
}
