// What is made for another thing, in the languages sellers write in. Each line is one kind.
const kinds: Readonly<Record<string, string>> = {
  case: "case cases cover covers sleeve pouch bag hulle hullen schutzhulle tasche etui coque coques housse etuis custodia custodie borsa funda fundas hoesje hoes tas",
  protector: "protector protectors panzerglas schutzfolie displayschutz verre pellicola",
  charger: "charger chargers ladegerat ladekabel netzteil chargeur caricatore caricabatterie cargador oplader",
  battery: "battery batteries akku akkus batterie accu bateria batterij",
  strap: "strap straps armband riemen bracelet cinturino correa bandje",
  pads: "earpads cushions pads ohrpolster coussinets cuscinetti almohadillas oorkussens",
  cap: "cap lid deckel bouchon tappo tapa",
  mount: "mount mounts bracket holder halterung support supporto soporte houder",
  stand: "stand stands stander standfuss socle",
  remote: "remote fernbedienung telecommande telecomando mando afstandsbediening",
  cable: "cable cables kabel cavo adapter adapters adaptateur adattatore adaptador",
  skin: "skin skins decal decals wrap",
  light: "lights lighting beleuchtung eclairage",
};
const kindOf = new Map(Object.entries(kinds).flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind])));
// What follows these comes with the product itself.
const withWords = new Set("with w incl including includes and plus mit inkl und avec et con y met en + &".split(" "));
const forWords = new Set("for fits fit compatible kompatibel fur pour per para voor".split(" "));

/** What a title says of being made for another thing. */
export interface AccessoryWords {
  /** Kinds of accessory that it offers as such: not those that come with something else. */
  kinds: ReadonlySet<string>;
  /** What stands before "for": the accessory's own name. Null where it is not said to be for anything. */
  own: readonly string[] | null;
}

/** Reads the words of a title, in lower case and without accents. What stands in brackets should be left out before. */
export function readAccessory(words: readonly string[]): AccessoryWords {
  const kinds = new Set<string>();
  let own: readonly string[] | null = null;
  for (const [at, word] of words.entries()) {
    if (withWords.has(word)) break;
    if (forWords.has(word)) own ??= words.slice(0, at);
    const kind = kindOf.get(word);
    if (kind !== undefined) kinds.add(kind);
  }
  return { kinds, own: kinds.size > 0 ? own : null };
}

/** Whether a word names a kind of accessory. */
export const isAccessoryWord = (word: string): boolean => kindOf.has(word);
