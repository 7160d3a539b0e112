import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { Rehearsal } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import { useAnswer, useRehearsals } from "../queries/listing-queries.ts";
import classes from "./listings.module.css";

function sentence({ platform, reason, changes, zeroes }: Rehearsal): string {
  const name = platformName(platform);
  if (reason === "zeroes") return `${countOf(zeroes, "listing")} on ${name} would show 0, and no sale explains it.`;
  if (changes.length === 0) return `${name} agrees with your stock. May Counterfoil keep its numbers from now on?`;
  return `${countOf(changes.length, "listing")} on ${name} would change. Nothing is sent before you say yes.`;
}

/** The differences that wait for a yes, one line each. */
export function RehearsalNotes() {
  const { data } = useRehearsals();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = data?.find(({ id }) => id === openId) ?? null;
  if (!data || data.length === 0) return null;
  return (
    <div className={classes.notes}>
      {data.map((rehearsal) => (
        <Note key={rehearsal.id} tone="wants">
          <div className={classes.rehearsal}>
            <span>{sentence(rehearsal)}</span>
            <Button size="compact-sm" variant="default" onClick={() => setOpenId(rehearsal.id)}>
              Look and decide
            </Button>
          </div>
        </Note>
      ))}
      {open && <RehearsalDialog rehearsal={open} onClose={() => setOpenId(null)} />}
    </div>
  );
}

/** The exact difference, with a yes and a no. */
function RehearsalDialog({ rehearsal, onClose }: { rehearsal: Rehearsal; onClose: () => void }) {
  const answer = useAnswer();
  const { id, version, reason } = rehearsal;
  const say = (word: "yes" | "no") => answer.mutate({ id, version, answer: word }, { onSuccess: onClose });
  const no = reason === "first_push" ? "No, send nothing" : "No, leave them";
  return (
    <Modal opened onClose={onClose} title={`Numbers on ${platformName(rehearsal.platform)}`} size="lg" centered>
      <Stack gap="md">
        <div>
          {sentence(rehearsal)}{" "}
          {reason === "first_push"
            ? "A yes also allows later numbers, such as after a sale."
            : "A no leaves these listings as they are until their stock changes."}
        </div>
        {rehearsal.changes.length > 0 && <Changes changes={rehearsal.changes} />}
        {answer.error ? <FailureNotice error={answer.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => say("no")} loading={answer.isPending}>
            {no}
          </Button>
          <Button onClick={() => say("yes")} loading={answer.isPending}>
            {rehearsal.changes.length > 0 ? `Yes, change ${countOf(rehearsal.changes.length, "listing")}` : "Yes"}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Changes({ changes }: { changes: Rehearsal["changes"] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section className={classes.changes} tabIndex={0} aria-label="What would change">
      <table>
        <thead>
          <tr>
            <th>Listing</th>
            <th className={classes.number}>Now</th>
            <th className={classes.number}>Then</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.listingId}>
              <td>{change.title}</td>
              <td className={classes.number}>{change.from === null ? "unknown" : showNumber(change.from)}</td>
              <td className={classes.number}>
                <strong>{showNumber(change.to)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
