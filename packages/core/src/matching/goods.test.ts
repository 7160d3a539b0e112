import { describe, expect, test } from "vitest";
import type { Identifier, IdentifierType } from "../model/index.ts";
import { buildIndex, defaultPolicy, link, suggest } from "./index.ts";
import { sale, unit } from "./testing/fixtures.ts";
import type { MatchItem } from "./types.ts";

// Goods of many kinds, not only bricks: what is sold, what is on the shelf, and which of it was meant.

const stock = (titles: readonly string[]) => titles.map((title, place) => unit({ id: `u${place}`, title }));
const known = (id: string, title: string, type: IdentifierType, value: string, ...more: Identifier[]): MatchItem =>
  unit({ id, title, identifiers: [{ type, value }, ...more] });
const linkedAt = (probabilityBar: number, title: string, item: string) =>
  link([sale({ title })], buildIndex(stock([item])), { ...defaultPolicy, probabilityBar })[0]?.outcome;

describe("the right one of a family is on top", () => {
  test.each([
    ["Sony WH1000XM4 Headphones Black", "Sony WH-1000XM4 headphones black", "Sony WH-1000XM3 headphones black"],
    ["Silicone Case for iPhone 13 - Blue", "Silicone case iPhone 13 blue", "Apple iPhone 13 128GB Blue"],
    ["Nike Air Max 90 Trainers UK 9 White", "Nike Air Max 90 white UK 9", "Nike Air Max 90 white UK 8"],
    ["Levi's 501 jeans W32 L34 blue", "Levis 501 blue W32 L34", "Levis 501 W34 L32 blue"],
    ["Ladies T-Shirt Cotton Red Size M", "Ladies T-shirt cotton red size M", "Ladies T-shirt cotton red size L"],
    ["Duracell AA Batteries Pack of 12", "Duracell AA batteries 12 pack", "Duracell AA batteries 4 pack"],
    ["Akkuschrauber Bosch GSR 12V-15 zwei Akkus", "Bosch GSR 12V-15 Akkuschrauber", "Bosch GSR 18V-55 Akkuschrauber"],
    ["Machine à café Magnifica S ECAM22.110.B", "DeLonghi ECAM 22.110.B Magnifica S", "DeLonghi Dedica EC685"],
    ["Sac à dos Eastpak Pak'r rouge", "Eastpak Pak'r red", "Eastpak Pak'r blue"],
    ["Eastpak Rucksack Pak'r schwarz", "Eastpak Pak'r black", "Eastpak Pak'r blue"],
    ["HP 302XL Black Ink Cartridge", "HP 302XL black ink cartridge", "HP 302 black ink F6U66AE"],
    ["Canon EF 50mm f/1.8 STM lens", "Canon EF 50mm f/1.8 STM", "Canon EF 50mm f/1.4 USM"],
    ["Samsung 980 PRO 1TB NVMe SSD", "Samsung 980 Pro SSD 1 TB", "Samsung 980 Pro SSD 2 TB"],
    ["FIFA 22 PS4", "FIFA 22 PS4", "FIFA 22 PS5"],
    ["Shimano RD-R7000-SS rear derailleur", "Shimano 105 RD-R7000 SS", "Shimano 105 RD-R7000-GS"],
    ["Philips Hue E27 Doppelpack", "Philips Hue E27 2er Pack", "Philips Hue E27 4er Pack"],
    ["任天堂 Switch 有機ELモデル", "任天堂 Switch 有機ELモデル", "任天堂 Switch Lite"],
  ])("%s", (title, right, wrong) => {
    const found = suggest(sale({ title }), buildIndex(stock([wrong, right])), 2);
    expect(found[0]?.itemId).toBe("u1");
    expect(found[0]?.logOdds).toBeGreaterThan((found[1]?.logOdds ?? -99) + 0.05);
  });

  test.each([
    ["The Hobbit paperback 9780261102217", known("right", "The Hobbit", "isbn", "978-0-261-10221-7")],
    ["The Hobbit, ISBN 0261102214", known("right", "The Hobbit", "isbn", "9780261102217")],
    ["Playmobil 70541 Zauberwelt", known("right", "Playmobil Zauberwelt", "model_number", "70541")],
    ["LEGO sw0001a Battle Droid minifigure", known("right", "The Hobbit", "minifigure_number", "sw0001a")],
    ["LEGO Advent 60352 2022 with 1254 pieces, 9+", known("right", "Advent Calendar", "set_number", "60352-1")],
  ])("%s, by its number", (title, right) => {
    const others = [
      known("isbn", "The Hobbit", "isbn", "9780007487288"),
      known("year", "Something", "set_number", "2022-1"),
      known("pieces", "Something", "set_number", "1254-1"),
      known("sibling", "Battle Droid", "minifigure_number", "sw0001b"),
      known("model", "Playmobil Ritterburg", "model_number", "70540"),
    ];
    expect(suggest(sale({ title }), buildIndex([...others, right]), 1)[0]?.itemId).toBe("right");
  });
});

describe("what only speaks of a product is not linked to it", () => {
  test.each([
    ["Silicone Case for iPhone 13", "Apple iPhone 13"],
    ["iPhone 13 case", "iPhone 13"],
    ["Hülle für iPhone 13", "iPhone 13"],
    ["Coque pour iPhone 13", "iPhone 13"],
    ["Custodia per iPhone 13", "iPhone 13"],
    ["Funda para iPhone 13", "iPhone 13"],
    ["Hoesje voor iPhone 13", "iPhone 13"],
    ["iPhone 13 empty box only", "Apple iPhone 13"],
    ["Replacement Ear Pads for Sony WH-1000XM4", "Sony WH-1000XM4 Headphones"],
    ["Battery for GoPro HERO10 Black", "GoPro HERO10 Black"],
    ["Lens cap for Canon EF 50mm f/1.8 STM", "Canon EF 50mm f/1.8 STM"],
    ["LEGO 75192 display case", "LEGO 75192 Millennium Falcon"],
    ["Dyson V11 spares or repair", "Dyson V11"],
    ["Joblot of Nintendo Switch games", "Nintendo Switch games"],
    ["PS5 console + FIFA 22 bundle", "PS5 console"],
    ["3 x Duracell AA 4 pack", "Duracell AA 4 pack"],
    ["Duracell AA 4 pack", "Duracell AA 12 pack"],
    ["Nike Air Max 90 UK 9", "Nike Air Max 90 UK 8"],
    ["Ladies T-shirt red size M", "Ladies T-shirt red size L"],
    ["iPhone 13 128GB", "iPhone 13 256GB"],
    ["Sony WH-1000XM4 Headphones", "Sony WH-1000XM3 Headphones"],
  ])("%s, beside %s", (title, item) => {
    expect(linkedAt(0.8, title, item)).toBe("queued");
  });

  test.each([
    ["Canon EF 50mm f/1.8 STM lens with case", "Canon EF 50mm f/1.8 STM lens"],
    ["GoPro HERO10 Black with battery", "GoPro HERO10 Black"],
    ["Duracell AA batteries pack of 12", "Duracell AA batteries 12 pack"],
    ["Silicone case for iPhone 13 blue", "iPhone 13 silicone case blue"],
    ["Nike Air Max 90 white UK 9 with box", "Nike Air Max 90 white UK 9"],
  ])("but %s is %s", (title, item) => {
    expect(linkedAt(0.8, title, item)).toBe("linked");
  });
});

describe("twins are not linked to each other", () => {
  test.each([
    ["Apple iPhone 12 Pro 256GB Blue", "Apple iPhone 12 Pro Max 256GB Blue"],
    ["Apple iPhone 12 mini 64GB", "Apple iPhone 12 64GB"],
    ["Samsung Galaxy S21 Ultra 128GB", "Samsung Galaxy S21 128 GB"],
    ["MacBook Air M1 8GB 256GB", "MacBook Pro M1 8GB 256GB"],
    ["Duracell AAA batteries 12 pack", "Duracell AA batteries 12 pack"],
    ["Star Wars Black Series Darth Vader 6 inch", "Star Wars Black Series Darth Maul 6 inch"],
    ["Warhammer 40k Space Marines Intercessors", "Warhammer 40k Space Marines Terminators"],
    ["Left hand golf glove M", "Right hand golf glove M"],
    ["Mens North Face jacket L black", "Womens North Face jacket L black"],
    ["Herren Winterjacke schwarz XL", "Damen Winterjacke schwarz XL"],
    ["Dune (2021) Blu-ray", "Dune (2021) DVD"],
    ["The Hobbit hardback Tolkien", "The Hobbit paperback Tolkien"],
    ["Canon PG-540 Black Ink", "Canon PG-540XL Black Ink"],
    ["Dyson V8 Animal", "Dyson V10 Animal"],
    ["LEGO 75192 Millennium Falcon minifigures only", "LEGO 75192 Millennium Falcon"],
  ])("%s, beside %s", (title, item) => {
    expect(linkedAt(0.9, title, item)).toBe("queued");
  });

  test.each([
    ["Makita DHP484Z 18V LXT Brushless Combi Drill Body Only", "Makita DHP484Z 18v brushless combi drill bare unit"],
    ["Samsung Galaxy S21 5G SM-G991B 128GB Phantom Grey", "Samsung S21 128GB Grey SM-G991B"],
    ["Michelin 205/55 R16 91V Primacy 4", "Michelin Primacy 4 205/55R16 91V"],
    ["Le Creuset 24cm Round Casserole Volcanic", "Le Creuset Signature round casserole 24 cm orange volcanic"],
  ])("but %s is %s", (title, item) => {
    expect(linkedAt(0.9, title, item)).toBe("linked");
  });
});

describe("where a key and the name disagree, a person is asked", () => {
  const owl = known("owl", "LEGO Seasonal Halloween Owl", "set_number", "40497-1");

  test("a SKU that was given to another product since", () => {
    const index = buildIndex([{ ...owl, sku: "S-1" }]);
    const outcome = (title: string) => link([sale({ sku: "S-1", title })], index, defaultPolicy)[0];
    expect(outcome("LEGO Botanicals Bonsai Tree")).toMatchObject({ outcome: "queued", reason: "conflict" });
    expect(outcome("LEGO Halloween Eule / Owl")).toMatchObject({ outcome: "linked" });
    expect(outcome("As described")).toMatchObject({ outcome: "linked" });
  });

  test("two digits that changed places: the name leads, and the other's number does not link", () => {
    const meant = known("meant", "LEGO City Fire Rescue Plane", "set_number", "60413-1");
    const other = known("other", "LEGO City Space Explorer Rover", "set_number", "60431-1");
    const index = buildIndex([meant, other]);
    const line = sale({ title: "LEGO Set 60431 Fire Rescue Plane" });
    expect(suggest(line, index, 1)[0]?.itemId).toBe("meant");
    expect(link([line], index, { ...defaultPolicy, probabilityBar: 0.9 })[0]?.outcome).toBe("queued");
  });

  test("a refurbished one is not the new one", () => {
    const title = "Nintendo Switch Console";
    const index = buildIndex([
      unit({ id: "new", title, condition: "new" }),
      unit({ id: "ref", title, condition: "refurbished" }),
    ]);
    expect(suggest(sale({ title: `${title} refurbished` }), index, 1)[0]?.itemId).toBe("ref");
  });
});
