import { Button } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { StepCard } from "../../../components/step-card.tsx";
import { trpc } from "../../../lib/api.ts";
import { notifyFailure } from "../../../lib/notify.tsx";

/** Makes the demo workspace, then goes through the simulated eBay's real consent page. */
function useStartDemo() {
  return useMutation(
    trpc.demo.start.mutationOptions({
      onSuccess: ({ authorizationUrl }) => window.location.assign(authorizationUrl),
      onError: (error) => notifyFailure("The demo shop did not start.", error),
    }),
  );
}

/** One click to a shop with stock, orders and the troubles real shops have. */
export function DemoOffer() {
  const start = useStartDemo();
  return (
    <StepCard
      icon={IconTicket}
      title="Just looking?"
      text="A simulated shop with a few hundred LEGO sets and weeks of orders, in a workspace of its own. No account needed."
    >
      <Button variant="light" onClick={() => start.mutate({})} loading={start.isPending || start.isSuccess}>
        Explore with a demo shop
      </Button>
    </StepCard>
  );
}
