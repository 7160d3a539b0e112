import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { PickScreen } from "../../features/pick/components/pick-screen.tsx";

const route = getRouteApi("/shell/pick");

export function PickPage() {
  const { platform, left } = route.useSearch();
  const navigate = useNavigate({ from: "/pick" });
  return (
    <>
      <PageHeader title="Pick list" />
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
