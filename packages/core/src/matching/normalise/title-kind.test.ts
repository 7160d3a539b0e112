import { describe, expect, test } from "vitest";
import { readTitleOffer } from "./title-kind.ts";

describe("what a title offers", () => {
  test.each([
    ["LEGO Star Wars - 501st Legion Clone Troopers - BNIB - Set 75280", "whole"],
    ["LEGO 10294 Titanic used, complete with instructions and box", "whole"],
    ["LEGO 71040 with all stickers unused", "whole"],
    ["LEGO 75387 mit Anleitung und OVP", "whole"],
    ["LEGO Minifigures Series 24 71037", "whole"],
    ["Lego75387 già montato con tutte le minifigures.", "whole"],
    ["LEGO gift set for lego fans", "whole"],
    ["Lego Technic Instruction Booklet for 42098 Car Transporter", "instructions"],
    ["Lego Icons 10315 jardin tranquille notice d'instruction seulement", "instructions"],
    ["LEGO 75322 instructions only", "instructions"],
    ["LEGO 42043 Aufkleber für Set", "stickers"],
    ["LEGO Technic sticker sheet only for 42043", "stickers"],
    ["Lego Ninjago 71858stk01 - Feuille d'autocollants pour le set 71858", "stickers"],
    ["LEGO 10294 empty box", "box"],
    ["LEGO 10294 boîte vide", "box"],
    ["6 x NEW LEGO TECHNIC LIFTARM 1 x 7 THICK PART No : 4495931", "part"],
    ["LEGO plate 2x4 red", "part"],
    ["LEGO wheels split from set 42143", "part"],
    ["Lego Iron Legion sh168 - per completare il set 76269", "accessory"],
    ["LED light kit for LEGO 75192", "accessory"],
    ["Building bricks compatible with LEGO", "accessory"],
    ["Lego custom minifigure Batman", "custom"],
    ["LEGO Star Wars Figurine AT-AT Driver (sw0262)", "minifigure"],
  ])("%s: %s", (title, kind) => {
    expect(readTitleOffer(title).kind).toBe(kind);
  });

  test.each([
    ["LEGO 71803 without minifigures", true],
    ["Lego sets 71803/71802 without 2 ninjagofig , rest is new", true],
    ["LEGO 75192 incomplete", true],
    ["LEGO 75192 sans figurines", true],
    ["LEGO 75192 used, nothing missing", false],
    ["LEGO 75192 with all minifigures", false],
  ])("%s: incomplete is %s", (title, incomplete) => {
    expect(readTitleOffer(title).incomplete).toBe(incomplete);
  });

  test.each([
    ["2x 75345 - 501st Clone Troopers Battle Pack Lego", 2],
    ["7x Lego Roses 40460 MISB", 7],
    ["LEGO Polybags x6. Harry Potter", 6],
    ["Lego - 2 Set 60337-1 Express Passenger Train", 2],
    ["Lot of 3 LEGO polybags", 3],
    ["LEGO bundle of 3", 3],
    ["Mac OS X 10.4 Tiger", null],
    ["SQL Server Developer Edition x64 - complete product", null],
    ["LEGO plate 2 x 4 red", null],
    ["LEGO Creator 3 in 1 Sports Car 31100", null],
  ])("%s: %s together", (title, quantity) => {
    expect(readTitleOffer(title).quantity).toBe(quantity);
  });

  test.each([
    ["LEGO job lot", true],
    ["Lego 40747, 40460, 40524 Blumen Bundle", true],
    ["LEGO auction Lot 3 castle", false],
    ["LEGO Clone Troopers Battle Pack 75345", false],
  ])("%s: a lot is %s", (title, lot) => {
    expect(readTitleOffer(title).lot).toBe(lot);
  });
});
