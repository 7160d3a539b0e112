import type { CatalogueSet } from "./brickset-entities.ts";
import type { BricksetWorld } from "./brickset-world.ts";
import type { BricksetOperation } from "./operation.ts";

type Fields = Readonly<Record<string, string>>;

/** What the catalogue holds, by theme, subtheme and year. */
export const themeOperations: readonly BricksetOperation[] = [
  { name: "getThemes", fields: [], handle: getThemes },
  { name: "getSubthemes", fields: ["Theme"], handle: getSubthemes },
  { name: "getYears", fields: ["Theme"], handle: getYears },
];

function getThemes(world: BricksetWorld): object {
  const themes = groups(world.sets.all(), ({ theme }) => theme).map(([theme, sets]) => ({
    theme,
    setCount: sets.length,
    subthemeCount: new Set(sets.flatMap(({ subtheme }) => subtheme ?? [])).size,
    ...yearsOf(sets),
  }));
  return { matches: themes.length, themes };
}

function getSubthemes(world: BricksetWorld, fields: Fields): object {
  const subthemes = groups(setsOfTheme(world, fields), ({ subtheme }) => subtheme ?? "{None}").map(
    ([subtheme, sets]) => ({ theme: sets[0]?.theme, subtheme, setCount: sets.length, ...yearsOf(sets) }),
  );
  return { matches: subthemes.length, subthemes };
}

// Years are text here, and numbers in getSets.
function getYears(world: BricksetWorld, fields: Fields): object {
  const everything = (fields["Theme"]?.trim() ?? "") === "";
  const sets = everything ? world.sets.all() : setsOfTheme(world, fields);
  const years = groups(sets, ({ year }) => String(year))
    .reverse()
    .map(([year, ofYear]) => ({
      ...(!everything && { theme: ofYear[0]?.theme }),
      year,
      setCount: ofYear.length,
    }));
  return { matches: years.length, years };
}

function setsOfTheme(world: BricksetWorld, fields: Fields): CatalogueSet[] {
  const wanted = fields["Theme"]?.trim().toLowerCase();
  return world.sets.where(({ theme }) => theme.toLowerCase() === wanted);
}

function groups(sets: readonly CatalogueSet[], keyOf: (set: CatalogueSet) => string): [string, CatalogueSet[]][] {
  const members = new Map<string, CatalogueSet[]>();
  for (const set of sets) {
    const group = members.get(keyOf(set));
    if (group === undefined) members.set(keyOf(set), [set]);
    else group.push(set);
  }
  return [...members].sort(([left], [right]) => (left < right ? -1 : 1));
}

function yearsOf(sets: readonly CatalogueSet[]) {
  const years = sets.map(({ year }) => year);
  return { yearFrom: Math.min(...years), yearTo: Math.max(...years) };
}
