import { useMediaQuery } from "@mantine/hooks";

/** True below 48em: cards instead of tables. Read at once, so that the wrong layout never flashes. */
export function useIsPhone(): boolean {
  return useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false }) ?? false;
}
