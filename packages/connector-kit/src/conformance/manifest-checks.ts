import { platformSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import type { ManifestField } from "../contract/index.ts";
import type { Bench } from "./bench.ts";

// What a schema says when nobody has written a sentence for the seller.
const bareMessage = /^(invalid|expected|too (small|big)|required|unrecognized)/i;

export function describeManifest(bench: Bench): void {
  const { manifest, oauth } = bench.definition;
  const fields = manifest.connectionMethods.flatMap((method) => method.fields);

  describe("manifest", () => {
    test("names the platform, its environments and what the seller has to do", () => {
      expect(platformSchema.safeParse(manifest.platform).success).toBe(true);
      expect(manifest.name).not.toBe("");
      expect(manifest.description).not.toBe("");
      expect(manifest.environments.length).toBeGreaterThan(0);
      expect(manifest.setupSteps.length).toBeGreaterThan(0);
      for (const { currency } of manifest.marketplaces) expect(currency).toMatch(/^[A-Z]{3}$/);
    });

    test("declares limits that a budget can keep", () => {
      for (const limit of manifest.limits) {
        expect(limit.requests, limit.operation).toBeGreaterThan(0);
        expect(limit.windowSeconds, limit.operation).toBeGreaterThan(0);
      }
    });

    test("offers consent exactly when it has a consent flow", () => {
      const consents = manifest.connectionMethods.some((method) => method.kind === "oauth2");
      expect(oauth !== undefined).toBe(consents);
    });

    test("has well-formed fields, unique within their method", () => {
      expect(manifest.connectionMethods.length).toBeGreaterThan(0);
      for (const method of manifest.connectionMethods) {
        const names = method.fields.map((field) => field.name);
        expect(new Set(names).size).toBe(names.length);
      }
      for (const field of fields) {
        expect(field.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(field.label).not.toBe("");
      }
    });

    test("checks fields strictly, in sentences for a seller", () => {
      for (const field of fields) checkField(field);
    });

    test("accepts the working settings", async () => {
      const { credentials } = await bench.settings();
      const accepts = manifest.connectionMethods.some((method) =>
        method.fields.every((field) => field.schema.safeParse(credentials[field.name]).success),
      );
      expect(accepts).toBe(true);
    });
  });

  describe("capabilities", () => {
    test("are there exactly as declared", async () => {
      const { connector } = await bench.connect();
      const { capabilities } = manifest;
      expect(connector.manifest).toEqual(manifest);
      expect({
        orders: connector.orders !== undefined,
        listings: connector.listings !== undefined,
        stock: connector.stock !== undefined,
        fulfillment: connector.fulfillment !== undefined,
        webhooks: connector.webhooks !== undefined,
        products: connector.products !== undefined,
        finances: connector.finances !== undefined,
        bankTransactions: connector.bankTransactions !== undefined,
        documents: connector.documents !== undefined,
        buyerNotices: connector.buyerNotices !== undefined,
        shipping: connector.shipping !== undefined,
      }).toEqual({
        orders: capabilities.orders,
        listings: capabilities.listings,
        stock: capabilities.stockRead || capabilities.stockWrite,
        fulfillment: capabilities.fulfillment,
        webhooks: capabilities.webhooks,
        products: capabilities.products ?? false,
        bankTransactions: capabilities.bankTransactions ?? false,
        documents: capabilities.documents ?? false,
        buyerNotices: capabilities.buyerNotices ?? false,
        shipping: capabilities.shipping ?? false,
        finances: capabilities.finances ?? false,
      });
    });
  });
}

function checkField(field: ManifestField): void {
  if (!field.required) {
    expect(field.schema.safeParse(undefined).success, `${field.name} is optional`).toBe(true);
    return;
  }
  for (const missing of [undefined, "", "   "]) {
    const result = field.schema.safeParse(missing);
    expect(result.success, `${field.name} refuses ${JSON.stringify(missing)}`).toBe(false);
    for (const issue of result.error?.issues ?? []) expect(issue.message, field.name).not.toMatch(bareMessage);
  }
}
