import { PasswordInput, Select, TextInput } from "@mantine/core";
import type { ConnectionField } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";

interface ManifestFieldProps {
  field: ConnectionField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** One field of a connection form, drawn as the manifest describes it. */
export function ManifestField({ field, value, error, onChange }: ManifestFieldProps) {
  const shared = {
    name: field.name,
    label: field.label,
    description: field.help,
    withAsterisk: field.required,
    error,
    value,
  };
  if (field.options) {
    return (
      <Select
        {...shared}
        data={field.options.map((option) => ({ ...option }))}
        onChange={(next) => onChange(next ?? "")}
      />
    );
  }
  const typed = {
    ...shared,
    placeholder: field.placeholder ?? undefined,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return field.secret ? (
    <PasswordInput
      {...typed}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ "aria-label": t("connect.showSecret", { label: field.label }) }}
    />
  ) : (
    <TextInput {...typed} />
  );
}
