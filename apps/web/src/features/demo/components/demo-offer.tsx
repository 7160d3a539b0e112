import { Button } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { StepCard } from "../../../components/step-card.tsx";
import { trpc } from "../../../lib/api.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { t } from "../texts.ts";

/** Makes the demo workspace, then goes through the simulated eBay's real consent page. */
function useStartDemo() {
  return useMutation(
    trpc.demo.start.mutationOptions({
      onSuccess: ({ authorizationUrl }) => window.location.assign(authorizationUrl),
      onError: (error) => notifyFailure(t("demo.theDemoShopDidNot"), error),
    }),
  );
}

/** One click to a shop with stock, orders and the troubles real shops have. */
export function DemoOffer() {
  const start = useStartDemo();
  return (
    <StepCard icon={IconTicket} title={t("demo.justLooking")} text={t("demo.text")}>
      <Button variant="light" onClick={() => start.mutate({})} loading={start.isPending || start.isSuccess}>
        {t("demo.exploreWithADemoShop")}
      </Button>
    </StepCard>
  );
}
