import { type FormEvent, useState } from "react";
import type { ConnectionField, ConnectionMethod, PlatformManifest } from "../../lib/api-types.ts";
import { fieldErrors, readFailure } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.tsx";
import { useCurrency } from "../../lib/session.ts";
import { type Integration, useSaveKeys, useStartConsent } from "./queries/connection-queries.ts";
import { t } from "./texts.ts";

function missingFields(fields: readonly ConnectionField[], values: Record<string, string>): Record<string, string> {
  const missing = fields.filter((field) => field.required && !values[field.name]?.trim());
  return Object.fromEntries(missing.map((field) => [field.name, t("connect.needed", { label: field.label })]));
}

/** The marketplace that the installation has set, else the first in the seller's own currency, else the first. */
function homeMarketplace({ marketplaces, defaultMarketplace }: PlatformManifest, currency: string): string | null {
  if (defaultMarketplace) return defaultMarketplace;
  return (marketplaces.find((marketplace) => marketplace.currency === currency) ?? marketplaces[0])?.id ?? null;
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
}

/** Fields that have to be asked for: what the installation or the demo brings is not. */
function askedFields({ manifest, card }: Integration, method: Pick<ConnectionMethod, "kind" | "fields">) {
  if (method.kind === "keys") return method.fields.filter((field) => !card.preset.includes(field.name));
  if (card.demo) return [];
  return manifest.applicationConfigured ? method.fields.filter((field) => field.perSeller) : method.fields;
}

/** The state of one connection form. What was typed stays until the platform has accepted it. */
export function useConnectionForm({ manifest, card }: Integration, onDone: () => void) {
  const currency = useCurrency();
  const [methodIndex, setMethodIndex] = useState(0);
  const [environment, setEnvironment] = useState(card.environment ?? manifest.environments[0]?.id ?? null);
  const [marketplace, setMarketplace] = useState(card.marketplace ?? homeMarketplace(manifest, currency));
  const [values, setValues] = useState<Record<string, string>>({});
  const [missing, setMissing] = useState<Record<string, string>>({});
  const saveKeys = useSaveKeys((saved) => {
    notifyDone({
      message: saved.account
        ? t("connect.doneAs", { name: manifest.name, account: saved.account })
        : t("connect.done", { name: manifest.name }),
    });
    onDone();
  });
  const startConsent = useStartConsent();

  const method = manifest.connectionMethods[methodIndex] ?? { kind: "keys" as const, label: "", fields: [] };
  const consent = method.kind === "oauth2";
  const fields = askedFields({ manifest, card }, method);
  // The stored application is used again where nothing is typed.
  const mayStayEmpty = consent && card.connectionId !== null && card.status !== "not_connected";
  const error = consent ? startConsent.error : saveKeys.error;
  const refused = error ? fieldErrors(readFailure(error)) : {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = filled(values);
    const absent = mayStayEmpty && Object.keys(typed).length === 0 ? {} : missingFields(fields, values);
    setMissing(absent);
    if (Object.keys(absent).length > 0) return;
    const request = {
      platform: manifest.platform,
      ...(environment ? { environment } : {}),
      ...(marketplace ? { marketplace } : {}),
    };
    if (method.kind === "keys") return saveKeys.mutate({ ...request, fields: typed });
    startConsent.mutate({ ...request, ...(Object.keys(typed).length > 0 ? { fields: typed } : {}) });
  };

  return {
    method,
    mayStayEmpty,
    methodIndex,
    setMethodIndex,
    fields,
    /** Whether consent is asked for by an application that the seller does not have to make. */
    readyApplication: consent && (manifest.applicationConfigured || card.demo),
    environment,
    setEnvironment,
    marketplace,
    setMarketplace,
    values,
    setValue: (name: string, value: string) => {
      setValues((now) => ({ ...now, [name]: value }));
      setMissing(({ [name]: _filled, ...rest }) => rest);
    },
    errors: { ...refused, ...missing } as Record<string, string | undefined>,
    issuesPlaced: fields.some((field) => refused[field.name]),
    error,
    busy: saveKeys.isPending || startConsent.isPending || startConsent.isSuccess,
    submit,
  };
}
