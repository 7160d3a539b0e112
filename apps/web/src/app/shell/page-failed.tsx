import { useRouter } from "@tanstack/react-router";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { t } from "../../lib/language/language.ts";

// What browsers and the bundler say when a part of the application cannot be fetched: no server, or a newer version.
const codeMissing = /preload CSS|dynamically imported module|module script failed/i;

function isCodeMissing(error: unknown): boolean {
  return error instanceof Error && codeMissing.test(error.message);
}

/** A page that could not be shown at all. */
export function PageFailed({ error }: { error: unknown }) {
  const router = useRouter();
  const missing = isCodeMissing(error);
  return (
    <div style={{ maxWidth: "40rem", margin: "3rem auto", padding: "0 1rem" }}>
      <FailureNotice
        error={missing ? new Error(t("shell.codeMissing")) : error}
        what={t("shell.pageFailed")}
        onRetry={() => (missing ? window.location.reload() : void router.invalidate())}
      />
    </div>
  );
}
