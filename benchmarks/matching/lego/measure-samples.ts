import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildIndex, defaultPolicy, link, suggest } from "@counterfoil/core/matching";
import { parse } from "csv-parse/sync";
import { report } from "../report.ts";
import { saleOf } from "../unit-and-sale.ts";
import { type LegoSet, shortNumber } from "./catalogue.ts";
import { stockOf } from "./measure-lego.ts";

type Sample = Readonly<Record<"title" | "kind" | "expected_sets" | "quantities" | "mentioned_sets", string>>;

const bar = 0.9;

/**
 * The hand-labelled real titles against a stock of the whole catalogue. One set: is it on top? Several: are all of
 * them offered together? None (parts, instructions, figures, other brands): is nothing linked at a bar of 0.9?
 */
export function measureSamples(data: string, catalogue: readonly LegoSet[]): void {
  const samples = parse(readFileSync(join(data, "lego", "sample-titles.csv")), {
    columns: true,
    bom: true,
  }) as Sample[];
  const index = buildIndex(stockOf(catalogue.map((set) => ({ ...set, wear: "new" }))));
  const expected = ({ expected_sets }: Sample) => expected_sets.split(" ").filter((number) => number !== "");
  const numbered = (itemId: string) => shortNumber({ number: itemId.replace(/ new$/, "") });
  const linkOne = ({ title }: Sample) =>
    link([saleOf("line", title)], index, { ...defaultPolicy, probabilityBar: bar })[0];
  const judge = (name: string, part: readonly Sample[], isRight: (sample: Sample) => boolean) => {
    for (const sample of part) if (!isRight(sample)) console.error(`lego.samples.${name}: ${sample.title}`);
    report(`lego.samples.${name}`, part.filter(isRight).length / part.length, "fraction");
  };
  const single = samples.filter((sample) => expected(sample).length === 1 && sample.quantities === "");
  judge("set.top1", single, (sample) => {
    const [top] = suggest(saleOf("line", sample.title), index, 1);
    return top !== undefined && numbered(top.itemId) === expected(sample)[0];
  });
  judge(
    "bundle.proposed",
    samples.filter((sample) => expected(sample).length > 1),
    (sample) => {
      const decision = linkOne(sample);
      if (decision?.outcome !== "queued") return false;
      const offered = decision.bundle?.units.map(({ itemId }) => numbered(itemId)) ?? [];
      return [...expected(sample)].sort().join() === offered.sort().join();
    },
  );
  judge(
    "not-a-set.left-alone",
    samples.filter((sample) => expected(sample).length === 0),
    (sample) => {
      return linkOne(sample)?.outcome === "queued";
    },
  );
  judge("linked.right", samples, (sample) => {
    const decision = linkOne(sample);
    if (decision?.outcome !== "linked") return true;
    return decision.units.every(({ itemId }) => expected(sample).includes(numbered(itemId)));
  });
}
