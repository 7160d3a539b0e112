import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import type { Rehearsal } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { useAnswer, useRehearsals } from "../queries/listing-queries.ts";
import { t } from "../texts.ts";
import classes from "./listings.module.css";

function sentence({ platform, reason, changes, zeroes }: Rehearsal): string {
  const name = platformName(platform);
  if (reason === "zeroes") return t("rehearsal.zeroes", { zeroes, name });
  if (changes.length === 0) return t("rehearsal.agrees", { name });
  return t("rehearsal.changes", { count: changes.length, name });
}

/** As many notes as stand above the listings without pushing them off the screen. */
const notedAlone = 2;

/** The differences that wait for a yes: a line each, or one line for many. */
export function RehearsalNotes() {
  const { data } = useRehearsals();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = data?.find(({ id }) => id === openId) ?? null;
  if (!data || data.length === 0) return null;
  return (
    <div className={classes.notes}>
      {data.length > notedAlone ? (
        <SharedNote rehearsals={data} onOpen={setOpenId} />
      ) : (
        data.map((rehearsal) => (
          <Note key={rehearsal.id} tone="wants">
            <div className={classes.rehearsal}>
              <span>{sentence(rehearsal)}</span>
              <Button size="compact-sm" variant="default" onClick={() => setOpenId(rehearsal.id)}>
                {t("rehearsal.look")}
              </Button>
            </div>
          </Note>
        ))
      )}
      {open && <RehearsalDialog rehearsal={open} onClose={() => setOpenId(null)} />}
    </div>
  );
}

/** One note for many, with a button for each: the listings below keep their place on the screen. */
function SharedNote({ rehearsals, onOpen }: { rehearsals: readonly Rehearsal[]; onOpen: (id: string) => void }) {
  return (
    <Note tone="wants">
      <div className={classes.rehearsal}>
        <span>{t("rehearsal.several", { count: rehearsals.length })}</span>
        {rehearsals.map((rehearsal) => (
          <Button
            key={rehearsal.id}
            size="compact-sm"
            variant="default"
            title={sentence(rehearsal)}
            onClick={() => onOpen(rehearsal.id)}
          >
            {platformName(rehearsal.platform)}
            {rehearsal.changes.length > 0 && ` ${showNumber(rehearsal.changes.length)}`}
          </Button>
        ))}
      </div>
    </Note>
  );
}

/** The exact difference, with a yes and a no. */
function RehearsalDialog({ rehearsal, onClose }: { rehearsal: Rehearsal; onClose: () => void }) {
  const answer = useAnswer();
  const { id, version, reason } = rehearsal;
  const say = (word: "yes" | "no") => answer.mutate({ id, version, answer: word }, { onSuccess: onClose });
  const no = reason === "first_push" ? t("rehearsal.noSend") : t("rehearsal.noLeave");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("rehearsal.title", { platform: platformName(rehearsal.platform) })}
      size="lg"
      centered
    >
      <Stack gap="md">
        <div>
          {sentence(rehearsal)} {reason === "first_push" ? t("rehearsal.yesText") : t("rehearsal.noText")}
        </div>
        {rehearsal.changes.length > 0 && <Changes changes={rehearsal.changes} />}
        {answer.error ? <FailureNotice error={answer.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => say("no")} loading={answer.isPending}>
            {no}
          </Button>
          <Button onClick={() => say("yes")} loading={answer.isPending}>
            {rehearsal.changes.length > 0
              ? t("rehearsal.yesChange", { count: rehearsal.changes.length })
              : t("rehearsal.yes")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Changes({ changes }: { changes: Rehearsal["changes"] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section className={classes.changes} tabIndex={0} aria-label={t("rehearsal.what")}>
      <table>
        <thead>
          <tr>
            <th>{t("listings.listing")}</th>
            <th className={classes.number}>{t("rehearsal.now")}</th>
            <th className={classes.number}>{t("rehearsal.then")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.listingId}>
              <td>{change.title}</td>
              <td className={classes.number}>
                {change.from === null ? t("listings.unknown") : showNumber(change.from)}
              </td>
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
