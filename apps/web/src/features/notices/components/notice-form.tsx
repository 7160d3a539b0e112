import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { NoticeSettings } from "../../../lib/api-types.ts";
import { wordsBy } from "../../../lib/language/words-by.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useNoticeChanges } from "../queries/notice-queries.ts";
import { t } from "../texts.ts";
import classes from "./notices.module.css";

const words = [
  ["buyer_name", "word.buyer"],
  ["shop", "word.platform"],
  ["order_number", "word.order"],
  ["items", "word.items"],
  ["carrier", "word.carrier"],
  ["tracking_number", "word.tracking"],
  ["seller", "word.name"],
] as const;

const ways = wordsBy(t, { platform: "way.platform", email: "way.email" });

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
    save.mutate({ platforms, subject, body }, { onSuccess: () => notifyDone({ message: t("notices.saved") }) });
  };
  return (
    <form className={classes.panel} aria-label={t("notices.whatBuyersAreTold")} onSubmit={submit}>
      <fieldset id={noticePlatforms} className={classes.places}>
        <legend>{t("notices.tellBuyersWhenAParcel")}</legend>
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
        <p className={classes.dim}>{t("notices.theOtherPlatformsTellTheir")}</p>
      </fieldset>
      {mails && !settings.emailOffered && <Note tone="wants">{t("notices.thisInstallationSendsNoE")}</Note>}
      <TextInput
        label={t("notices.subject")}
        required
        maxLength={200}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label={t("notices.eMail")}
        description={t("notices.lineText")}
        required
        autosize
        minRows={8}
        maxLength={5_000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <ul className={classes.words} aria-label={t("notices.wordsThatStandForSomething")}>
        {words.map(([word, meaning]) => (
          <li key={word}>
            <code>{`{${word}}`}</code> {t(meaning)}
          </li>
        ))}
      </ul>
      {save.error && <FailureNotice error={save.error} what={t("notices.itWasNotSaved")} />}
      {preview.error && <FailureNotice error={preview.error} what={t("notices.itCouldNotBeShown")} />}
      <div className={classes.acts}>
        <Button type="submit" loading={save.isPending}>
          {t("notices.save")}
        </Button>
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate({ subject, body })}>
          {t("notices.preview")}
        </Button>
      </div>
      {preview.data && (
        <section className={classes.preview} aria-label={t("notices.preview")}>
          <p className={classes.dim}>
            {preview.data.madeUp ? t("notices.withAMadeUpParcel") : t("notices.withTheNewestParcel")}
            {t("notices.to")} {preview.data.to ?? t("notices.nobody")}
          </p>
          <strong>{preview.data.subject}</strong>
          <pre>{preview.data.text}</pre>
        </section>
      )}
    </form>
  );
}
