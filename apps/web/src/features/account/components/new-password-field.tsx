import { PasswordField } from "./password-field.tsx";
import { PasswordMeter } from "./password-meter.tsx";

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What others know of the owner. */
  personal: readonly string[];
  error?: string | undefined;
}

/** A password to be, with how strong it is. */
export function NewPasswordField({ label, value, onChange, personal, error }: NewPasswordFieldProps) {
  return (
    <div>
      <PasswordField
        label={label}
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
      <PasswordMeter password={value} personal={personal} hideAdvice={Boolean(error)} />
    </div>
  );
}
