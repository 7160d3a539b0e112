import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";

export function PageMissing() {
  return (
    <main>
      <EmptyState kind="no-match" title="There is no such page" text="The address may be old or mistyped.">
        <LinkButton to="/">Go home</LinkButton>
      </EmptyState>
    </main>
  );
}
