import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { t } from "../texts.ts";

/** A password, with the button that shows it. */
export function PasswordField(props: PasswordInputProps) {
  return <PasswordInput visibilityToggleButtonProps={{ "aria-label": t("account.showPassword") }} {...props} />;
}
