import { createMonzo } from "@counterfoil/monzo";

const sandbox = "http://127.0.0.1:4010"; // leave it and `baseURL` out for the real Monzo
const issued = await fetch(`${sandbox}/_simulator/monzo/acts/issueTokens`, { method: "POST", body: "{}" });
const { accessToken } = (await issued.json()) as { accessToken: string }; // on the real Monzo: from the owner's consent
const clientId = "oauth2client_0000LoftBricks0d3a4010";
const clientSecret = "mnzconf.0d3a40100c0ffee0d3a40100c0ffee0d3a4010";
const bank = createMonzo({ baseURL: `${sandbox}/monzo`, credentials: { clientId, clientSecret, accessToken } });
for await (const page of bank.bankTransactions.changedSince(null)) {
  for (const line of page.items) console.log(line.bookedAt, line.amount.minor, line.counterparty.name, line.reference);
}
