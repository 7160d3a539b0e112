import { Group, Progress, Text } from "@mantine/core";
import { judgePassword, shortestPassword } from "../password-strength.ts";
import { t } from "../texts.ts";

const colors = ["var(--cf-failed)", "var(--cf-wants)", "var(--cf-progress)", "var(--cf-done)", "var(--cf-done)"];

interface PasswordMeterProps {
  password: string;
  personal: readonly string[];
  /** Set where the field already says what to change. */
  hideAdvice: boolean;
}

/** How strong the typed password is, as a bar and a word. */
export function PasswordMeter({ password, personal, hideAdvice }: PasswordMeterProps) {
  const { score, word, advice } = judgePassword(password, personal);
  if (!password) {
    return (
      <Text size="xs" c="dimmed" mt={6}>
        {t("password.hint", { shortestPassword })}
      </Text>
    );
  }
  return (
    <Group gap="xs" mt={6} wrap="nowrap" aria-live="polite">
      <Progress value={Math.max(8, score * 25)} color={colors[score]} size={4} w={72} flex="none" aria-hidden="true" />
      <Text size="xs" c="dimmed">
        {word}
        {advice && !hideAdvice ? `. ${advice}` : ""}
      </Text>
    </Group>
  );
}
