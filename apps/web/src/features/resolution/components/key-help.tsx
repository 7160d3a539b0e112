import { Kbd, Modal } from "@mantine/core";
import { Facts } from "../../../components/facts.tsx";
import { t } from "../texts.ts";

const keys = [
  ["j / k", "key.step"],
  ["1 – 9", "key.take"],
  ["b", "key.bundle"],
  ["a", "key.alike"],
  ["Enter", "key.resolve"],
  ["x", "key.mark"],
  ["s", "key.skip"],
  ["n", "key.none"],
  ["u", "key.undo"],
  ["/", "key.search"],
  ["?", "key.help"],
] as const;

/** The keys of the desk. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={t("key.title")} centered size="sm">
      <Facts rows={keys.map(([key, text]) => [t(text), <Kbd key={key}>{key}</Kbd>] as const)} />
    </Modal>
  );
}
