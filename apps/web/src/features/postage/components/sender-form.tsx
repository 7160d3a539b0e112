import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { listCountries } from "../../../lib/places.ts";
import { useSetSender } from "../queries/postage-queries.ts";

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
    <form aria-label="Where your parcels come from" onSubmit={submit}>
      <p style={{ margin: "0 0 0.5rem" }}>Say once where your parcels come from: carriers ask for it.</p>
      <TextInput name="name" label="Name" required mb="xs" />
      <TextInput name="street" label="Street" required mb="xs" />
      <TextInput name="city" label="Town" required mb="xs" />
      <TextInput name="region" label="State or region" mb="xs" />
      <TextInput name="postalCode" label="Postal code" mb="xs" />
      <Select label="Country" data={countries} value={countryCode} onChange={setCountry} searchable required mb="xs" />
      <TextInput name="phone" label="Phone" mb="xs" />
      {save.error && <FailureNotice error={save.error} what="The address was not saved." />}
      <Button type="submit" variant="default" loading={save.isPending} disabled={countryCode === null}>
        Save
      </Button>
    </form>
  );
}
