import { createBrickset } from "@counterfoil/brickset";

const { products } = createBrickset({
  baseURL: "http://127.0.0.1:4010/brickset/api/v3.asmx", // the sandbox; leave it out for the real Brickset
  credentials: { apiKey: "3-d3a4-0100-c0ff" },
});
for await (const page of products.search("Modular Buildings", null)) {
  for (const { number, name, year, pieces } of page.items) console.log(number, name, year, pieces);
}
const [set] = await products.findByBarcode("5702016667974");
console.log(set?.number, set?.theme, set?.retail[0]?.price, (await products.usage()).usedToday);
