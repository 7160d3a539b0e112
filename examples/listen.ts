// Prints what happens in the workspace, as it happens. Ends after the number of events given.
import { listen } from "@counterfoil/client";

const [url = "http://127.0.0.1:4780", key = "", most = "Infinity"] = process.argv.slice(2);
let seen = 0;

for await (const event of listen({ url, key })) {
  console.log(JSON.stringify(event));
  seen += 1;
  if (seen >= Number(most)) break;
}
