// Units as sellers write them, by the unit they are read as. Feet and inches by sign too.
const unitNames = new Map<string, string>(
  Object.entries({
    gb: "gb",
    mb: "mb",
    tb: "tb",
    inch: "in",
    inches: "in",
    in: "in",
    '"': "in",
    "'": "in",
    ft: "ft",
    feet: "ft",
    foot: "ft",
    lb: "lb",
    lbs: "lb",
    oz: "oz",
    watt: "w",
    watts: "w",
    w: "w",
    user: "user",
    users: "user",
    mm: "mm",
    cm: "cm",
    m: "m",
    ghz: "ghz",
    mhz: "mhz",
    mp: "mp",
    megapixel: "mp",
    disc: "disc",
    pack: "pack",
    pk: "pack",
    cup: "cup",
    port: "port",
    ports: "port",
    pcs: "pcs",
    pieces: "pcs",
    year: "yr",
    years: "yr",
    yr: "yr",
    ml: "ml",
    l: "l",
    kg: "kg",
    g: "g",
    x: "x",
    v: "v",
    volt: "v",
  }),
);
const glued = /^(\d+(?:\.\d+)?)(gb|mb|tb|inch|in|ft|lbs|lb|oz|w|mm|cm|m|ghz|mhz|mp|pk|x|pcs|yr|ml|l|kg|v)$/;
const version = /^(?:v|ver|version|r)(\d+(?:\.\d+)*)$/;

/** A number of a title, and what it counts: a unit, `version`, or null for a bare number. */
export interface Measure {
  value: number;
  unit: string | null;
}

/** Reads `8gb`, `v7`, `2.0`, or `22` followed by a unit word. Null for text that is not such a number. */
export function readMeasure(text: string, next: string): Measure | null {
  const withUnit = glued.exec(text);
  if (withUnit) return { value: Number(withUnit[1]), unit: unitNames.get(withUnit[2] ?? "") ?? null };
  const release = version.exec(text);
  if (release) return { value: Number.parseFloat(release[1] ?? ""), unit: "version" };
  if (!/^\d+(?:\.\d+)?$/.test(text)) return null;
  return { value: Number(text), unit: unitNames.get(next) ?? null };
}
