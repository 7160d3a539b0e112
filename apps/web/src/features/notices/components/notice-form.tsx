import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { NoticeSettings } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useNoticeChanges } from "../queries/notice-queries.ts";
import classes from "./notices.module.css";

const words = [
  ["buyer_name", "the buyer"],
  ["shop", "the platform"],
  ["order_number", "the order's number"],
  ["items", "what is in the parcel"],
  ["carrier", "the carrier"],
  ["tracking_number", "the tracking number"],
  ["seller", "your name"],
] as const;

const ways = { platform: "by its own thank-you message", email: "by your e-mail" } as const;

/** Where the platforms are chosen. */
export const noticePlatforms = "notice-platforms";

/** On which platforms buyers are told, and with which words. */
export function NoticeForm({ settings }: { settings: NoticeSettings }) {
  const { save, preview } = useNoticeChanges();
  const [platforms, setPlatforms] = useState(settings.platforms);
  const [subject, setSubject] = useState(settings.subject);
  const [body, setBody] = useState(settings.body);
  const mails = settings.offered.some(({ platform, way }) => way === "email" && platforms.includes(platform));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ platforms, subject, body }, { onSuccess: () => notifyDone({ message: "Saved." }) });
  };
  return (
    <form className={classes.panel} aria-label="What buyers are told" onSubmit={submit}>
      <fieldset id={noticePlatforms} className={classes.places}>
        <legend>Tell buyers when a parcel leaves</legend>
        {settings.offered.map(({ platform, name, way }) => (
          <Checkbox
            key={platform}
            label={`${name}, ${ways[way]}`}
            checked={platforms.includes(platform)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              setPlatforms((now) => (checked ? [...now, platform] : now.filter((each) => each !== platform)));
            }}
          />
        ))}
        <p className={classes.dim}>The other platforms tell their buyers themselves.</p>
      </fieldset>
      {mails && !settings.emailOffered && (
        <Note tone="wants">This installation sends no e-mail yet: set SMTP_URL on the server.</Note>
      )}
      <TextInput
        label="Subject"
        required
        maxLength={200}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label="E-mail"
        description="A line with something that is not known of a parcel is left out."
        required
        autosize
        minRows={8}
        maxLength={5_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <ul className={classes.words} aria-label="Words that stand for something">
        {words.map(([word, meaning]) => (
          <li key={word}>
            <code>{`{${word}}`}</code> {meaning}
          </li>
        ))}
      </ul>
      {save.error && <FailureNotice error={save.error} what="It was not saved." />}
      {preview.error && <FailureNotice error={preview.error} what="It could not be shown." />}
      <div className={classes.acts}>
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate({ subject, body })}>
          Preview
        </Button>
      </div>
      {preview.data && (
        <section className={classes.preview} aria-label="Preview">
          <p className={classes.dim}>
            {preview.data.madeUp ? "With a made-up parcel" : "With the newest parcel"}, to{" "}
            {preview.data.to ?? "nobody: the platform gave no address"}
          </p>
          <strong>{preview.data.subject}</strong>
          <pre>{preview.data.text}</pre>
        </section>
      )}
    </form>
  );
}
