import { alikeDecisions, type OfferedMapping, proposeMappings } from "@counterfoil/core/matching";
import { type Database, type MappingRow, readMappings } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { readContraryEvidence, readPersonDecisions } from "./past-decisions.ts";
import { readRule } from "./rule-row.ts";

type Tx = Transaction<Database>;

/**
 * What the seller's decisions offer to be taught now: neither taught already nor declined. A declined offer comes
 * again once as many alike decisions were made since as a new offer needs.
 */
export async function readOpenOffers(tx: Tx): Promise<OfferedMapping[]> {
  const persons = await readPersonDecisions(tx);
  const first = proposeMappings(persons);
  if (first.length === 0) return [];
  const offers = proposeMappings([...persons, ...(await readContraryEvidence(tx, first))]);
  const taught = await readMappings(tx);
  const declined = new Map(
    (await tx.selectFrom("declined_offers").select(["offer_key", "decisions"]).execute()).map((row) => [
      row.offer_key,
      row.decisions,
    ]),
  );
  return offers.filter(
    (offer) =>
      !taught.some((row) => says(row, offer)) &&
      offer.lineIds.length >= (declined.get(offer.key) ?? 0) + (declined.has(offer.key) ? alikeDecisions : 0),
  );
}

/** Whether a mapping already speaks of the sales that an offer speaks of. */
function says(row: MappingRow, { source, platform }: OfferedMapping): boolean {
  if (row.platform !== null && row.platform !== platform) return false;
  if (source.type === "identifier") return row.kind === "alias" && row.source_value === source.value.value;
  if (row.kind === "pin") return source.type === "sku" && row.source_value === source.value;
  const [rule] = readRule(row);
  if (rule === undefined) return false;
  if (rule.source.type === source.type && rule.source.value === source.value) return true;
  return source.type === "sku" && rule.source.type === "sku_prefix" && source.value.startsWith(rule.source.value);
}
