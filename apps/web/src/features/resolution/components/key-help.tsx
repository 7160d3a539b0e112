import { Kbd, Modal } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";

const keys: readonly (readonly [string, string])[] = [
  ["j / k", "Next and previous sale"],
  ["1 – 9", "Pick a candidate; again for one unit more"],
  ["b", "Sold as a bundle: take the units that the title names, or pick several"],
  ["Enter", "Resolve with the picked units"],
  ["s", "Skip: look at it another time"],
  ["n", "No inventory: this sale never had a unit here"],
  ["u", "Undo the last decision"],
  ["/", "Search the stock, or scan into it"],
  ["?", "These keys"],
];

/** The keys of the desk. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" centered size="sm">
      <Facts rows={keys.map(([key, text]) => [text, <Kbd key={key}>{key}</Kbd>] as const)} />
    </Modal>
  );
}
