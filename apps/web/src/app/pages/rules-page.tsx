import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "../../components/page-header.tsx";
import { RulesScreen } from "../../features/rules/components/rules-screen.tsx";
import { t } from "../../features/rules/texts.ts";
import { trpc } from "../../lib/api.ts";

export function RulesPage() {
  const platforms = useQuery(trpc.platforms.list.queryOptions(undefined, { staleTime: 600_000 }));
  const selling = platforms.data?.filter(({ capabilities }) => capabilities.orders) ?? [];
  return (
    <>
      <PageHeader title={t("place.rules")} />
      <RulesScreen platforms={selling.map(({ platform }) => platform)} />
    </>
  );
}
