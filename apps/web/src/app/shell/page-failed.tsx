import { useRouter } from "@tanstack/react-router";
import { FailureNotice } from "../../components/failure-notice.tsx";

/** A page that could not be shown at all. */
export function PageFailed({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <div style={{ maxWidth: "40rem", margin: "3rem auto", padding: "0 1rem" }}>
      <FailureNotice error={error} what="This page could not be shown." onRetry={() => void router.invalidate()} />
    </div>
  );
}
