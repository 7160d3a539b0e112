import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { listCountries } from "../../../lib/places.ts";
import { useSetSender } from "../queries/postage-queries.ts";
import { t } from "../texts.ts";

const countries = listCountries();

/** Where parcels come from; asked once, before the first label. */
export function SenderForm() {
  const save = useSetSender();
  const [countryCode, setCountry] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => String(typed.get(name) ?? "").trim();
    const optional = (name: string) => text(name) || null;
    save.mutate({
      ...{ name: text("name"), lines: [text("street")], city: text("city"), region: optional("region") },
      ...{ postalCode: optional("postalCode"), countryCode: countryCode ?? "", phone: optional("phone") },
    });
  };
  return (
    <form aria-label={t("postage.whereYourParcelsComeFrom")} onSubmit={submit}>
      <p style={{ margin: "0 0 0.5rem" }}>{t("sender.text")}</p>
      <TextInput name="name" label={t("sender.name")} required mb="xs" />
      <TextInput name="street" label={t("sender.street")} required mb="xs" />
      <TextInput name="city" label={t("sender.town")} required mb="xs" />
      <TextInput name="region" label={t("sender.region")} mb="xs" />
      <TextInput name="postalCode" label={t("sender.postalCode")} mb="xs" />
      <Select
        label={t("sender.country")}
        data={countries}
        value={countryCode}
        onChange={setCountry}
        searchable
        required
        mb="xs"
      />
      <TextInput name="phone" label={t("sender.phone")} mb="xs" />
      {save.error && <FailureNotice error={save.error} what={t("sender.notSaved")} />}
      <Button type="submit" variant="default" loading={save.isPending} disabled={countryCode === null}>
        {t("sender.save")}
      </Button>
    </form>
  );
}
