import { Button, Divider, PasswordInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMemo } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import {
  browserTimeZone,
  guessCountry,
  guessCurrency,
  listCountries,
  listCurrencies,
  listTimeZones,
} from "../../../lib/places.ts";
import { judgePassword } from "../password-strength.ts";
import { useCreateOwner } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { PasswordMeter } from "./password-meter.tsx";

function personalWords(values: { name: string; email: string }): string[] {
  return [...values.name.split(/\s+/), values.email.split("@")[0] ?? ""];
}

function useSetupForm() {
  const country = useMemo(() => guessCountry(), []);
  return useForm({
    mode: "controlled",
    initialValues: {
      name: "",
      email: "",
      password: "",
      workspaceName: "",
      currency: guessCurrency(country),
      timeZone: browserTimeZone(),
      countryCode: country,
    },
    validateInputOnBlur: true,
    validate: {
      name: (value) => (value.trim() ? null : t("invite.nameMissing")),
      email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : t("setup.badEmail")),
      password: (value, values) => {
        const judged = judgePassword(value, personalWords(values));
        return judged.score === 0 ? judged.advice : null;
      },
      workspaceName: (value) => (value.trim() ? null : t("setup.noShop")),
    },
  });
}

/** Creates the owner and the first workspace. What was typed stays when the server refuses. */
export function SetupForm({ onDone }: { onDone: () => void }) {
  const form = useSetupForm();
  const createOwner = useCreateOwner(onDone);
  const countries = useMemo(listCountries, []);
  const currencies = useMemo(listCurrencies, []);
  const zones = useMemo(listTimeZones, []);
  const submit = form.onSubmit((values) =>
    createOwner.mutate(
      { ...values, name: values.name.trim(), email: values.email.trim(), workspaceName: values.workspaceName.trim() },
      { onError: (error) => form.setErrors(fieldErrors(readFailure(error))) },
    ),
  );
  return (
    <form onSubmit={submit} noValidate aria-label={t("setup.form")}>
      <Stack gap="sm">
        <TextInput
          label={t("invite.name")}
          autoComplete="name"
          autoFocus
          withAsterisk
          {...form.getInputProps("name")}
        />
        <TextInput
          label={t("account.email")}
          type="email"
          autoComplete="username"
          withAsterisk
          {...form.getInputProps("email")}
        />
        <div>
          <PasswordInput
            label={t("account.password")}
            autoComplete="new-password"
            withAsterisk
            visibilityToggleButtonProps={{ "aria-label": t("account.showPassword") }}
            {...form.getInputProps("password")}
          />
          <PasswordMeter
            password={form.values.password}
            personal={personalWords(form.values)}
            hideAdvice={Boolean(form.errors["password"])}
          />
        </div>
        <Divider my={4} />
        <TextInput
          label={t("setup.shop")}
          description={t("setup.shopText")}
          autoComplete="organization"
          withAsterisk
          {...form.getInputProps("workspaceName")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select label={t("setup.country")} data={countries} searchable {...form.getInputProps("countryCode")} />
          <Select label={t("setup.currency")} data={currencies} searchable {...form.getInputProps("currency")} />
        </SimpleGrid>
        <Select label={t("setup.timeZone")} data={zones} searchable {...form.getInputProps("timeZone")} />
        {createOwner.error && <FailureNotice error={createOwner.error} what={t("setup.failed")} hideIssues />}
        <Button type="submit" loading={createOwner.isPending} mt="xs" size="md">
          {t("setup.create")}
        </Button>
      </Stack>
    </form>
  );
}
