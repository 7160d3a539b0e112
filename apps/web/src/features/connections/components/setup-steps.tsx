import { Anchor, Text } from "@mantine/core";
import { CopyText } from "../../../components/copy-text.tsx";
import type { PlatformManifest } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import classes from "./connection-card.module.css";

interface SetupStepsProps {
  manifest: PlatformManifest;
  /** Whether the platform must be told where to send the seller back. */
  withCallback: boolean;
}

/** What the seller does on the platform's side. */
export function SetupSteps({ manifest, withCallback }: SetupStepsProps) {
  return (
    <section aria-label={t("connections.setUpSteps")}>
      <ol className={classes.steps}>
        {manifest.setupSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {withCallback && (
        <div style={{ marginTop: "0.6rem" }}>
          <Text size="xs" c="dimmed" mb={4}>
            {t("connections.redirectAddressOfThisInstallation")}
          </Text>
          <span className={classes.address}>
            <CopyText text={manifest.callbackUrl} label={t("connections.copyTheRedirectAddress")} />
          </span>
        </div>
      )}
      {manifest.docsUrl && (
        <Anchor href={manifest.docsUrl} target="_blank" rel="noreferrer" size="sm" mt={8} display="inline-block">
          {t("connect.instructions", { name: manifest.name })}
        </Anchor>
      )}
    </section>
  );
}
