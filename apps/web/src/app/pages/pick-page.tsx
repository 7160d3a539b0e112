import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PickScreen } from "../../features/pick/components/pick-screen.tsx";
import { t } from "../../features/pick/texts.ts";

const route = getRouteApi("/shell/pick");

export function PickPage() {
  const { platform, left } = route.useSearch();
  const navigate = useNavigate({ from: "/pick" });
  return (
    <>
      <PageHeader title={t("place.pick")} />
      <PickScreen
        platform={platform}
        onlyLeft={left === true}
        onOnlyLeft={(onlyLeft) =>
          void navigate({ search: (now) => ({ ...now, left: onlyLeft || undefined }), replace: true })
        }
      />
    </>
  );
}
