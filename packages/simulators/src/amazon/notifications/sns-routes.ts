import type { SimulatorApp } from "../../kit/index.ts";
import type { AmazonWorld } from "../amazon-world.ts";

/**
 * What stands for `sns.<region>.amazonaws.com`: the signing certificate, and the address that confirms a subscription.
 * A desk under test must be told to fetch these here.
 */
export function addSnsRoutes(world: AmazonWorld, app: SimulatorApp) {
  app.get("/sns/:file{.+\\.pem}", (c) =>
    c.body(world.sns.certificate(), 200, { "content-type": "application/x-pem-file" }),
  );
  app.get("/sns", (c) => {
    const forwarder = world.forwarders.get("forwarder");
    const token = c.req.query("Token");
    if (c.req.query("Action") !== "ConfirmSubscription" || forwarder === undefined || token === undefined) {
      return c.text("InvalidParameter", 400);
    }
    if (forwarder.pendingToken !== null && forwarder.pendingToken !== token) return c.text("InvalidToken", 403);
    forwarder.pendingToken = null;
    world.ledger.append("sns-subscription-confirmed", { topicArn: forwarder.topicArn });
    return c.text("<ConfirmSubscriptionResponse/>");
  });
}
