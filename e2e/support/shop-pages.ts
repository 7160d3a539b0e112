import type { Locator, Page } from "playwright-core";

/** One package as it is typed into the order page. */
export interface TypedParcel {
  carrier: string;
  trackingNumber: string;
}

/** What a seller does about one platform, on the pages where they do it. */
export interface ShopPages {
  card: Locator;
  /** Opens the platform's form on the Integrations page. */
  openForm(): Promise<Locator>;
  /** Opens the form of a platform that is connected already. */
  openFormAgain(): Promise<Locator>;
  test(): Promise<string>;
  /** Reads orders now, and waits until the card's last reading is a new one. */
  runNow(): Promise<void>;
  openOrder(externalId: string): Promise<void>;
  send(parcel: TypedParcel): Promise<void>;
  disconnect(): Promise<void>;
}

export const visible = (locator: Locator) => locator.first().waitFor({ state: "visible" });

/** The pages of a server as seen for one platform. */
export function shopPages(page: Page, url: string, platform: { id: string; name: string }): ShopPages {
  const card = page.getByTestId(`integration-${platform.id}`);
  const form = page.getByRole("form", { name: `Connect ${platform.name}` });
  const integrations = () => page.goto(`${url}/settings/integrations`);
  const more = () => card.getByRole("button", { name: `More about ${platform.name}` }).click();
  return {
    card,
    async openForm() {
      await integrations();
      await card.getByRole("button", { name: `Connect ${platform.name}` }).click();
      await visible(form);
      return form;
    },
    async openFormAgain() {
      await integrations();
      await more();
      await page.getByRole("menuitem", { name: "Reconnect" }).click();
      await visible(form);
      return form;
    },
    async test() {
      await integrations();
      await card.getByRole("button", { name: "Test", exact: true }).click();
      const outcome = card.getByRole("status").filter({ hasText: "The test passed" });
      await visible(outcome);
      return (await outcome.textContent()) ?? "";
    },
    async runNow() {
      await integrations();
      await card.getByRole("button", { name: "Run now" }).click();
      await visible(page.getByText(`Reading orders from ${platform.name}.`));
    },
    async openOrder(externalId) {
      await page.goto(`${url}/orders?q=${encodeURIComponent(externalId)}`);
      await page.getByRole("link", { name: externalId }).first().click();
      await visible(page.getByRole("heading", { name: `Order ${externalId}` }));
    },
    async send({ carrier, trackingNumber }) {
      await page.getByRole("button", { name: "Mark as sent" }).click();
      const dialog = page.getByRole("form", { name: "Send the order" });
      await dialog.getByLabel("Carrier").fill(carrier);
      await dialog.getByLabel("Tracking number").fill(trackingNumber);
      await dialog.getByRole("button", { name: "Mark as sent" }).click();
      await dialog.waitFor({ state: "hidden" });
      const sent = page.getByTestId("shipment").filter({ hasText: trackingNumber });
      await visible(sent.getByText("Confirmed"));
    },
    async disconnect() {
      await integrations();
      await more();
      await page.getByRole("menuitem", { name: "Disconnect" }).click();
      const question = page.getByRole("dialog", { name: `Disconnect ${platform.name}?` });
      await visible(question);
      await question.getByRole("button", { name: "Disconnect" }).click();
      await visible(card.getByText("Not connected", { exact: true }));
    },
  };
}

/** Types values into a form's fields, by the names that the platform's manifest gives them. */
export async function fillForm(form: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await form.locator(`input[name="${name}"]`).fill(value);
}

/** Opens a select of the form and chooses an option. */
export async function choose(page: Page, form: Locator, { label, option }: { label: string; option: string }) {
  await form.getByLabel(label, { exact: true }).first().click();
  await page.getByRole("option", { name: option }).click();
}
