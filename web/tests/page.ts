// What all tests of the explorer share: a page that may show no error, load nothing from elsewhere, and fails no rule of axe.
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

/** allowed are the messages that a test expects of its page. */
const allowed = new WeakMap<Page, RegExp>();

/** test is one with a page that ends in failure where the explorer logs an error or asks another server. */
export const test = base.extend<{ allow(message: RegExp): void }>({
  allow: async ({ page }, use) => {
    await use((message) => allowed.set(page, message));
  },
  page: async ({ page, baseURL }, use) => {
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) wrong.push(message.text());
    });
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(baseURL!)) wrong.push(`asked ${request.url()}`);
    });
    await use(page);
    expect(wrong.filter((w) => !allowed.get(page)?.test(w))).toEqual([]);
  },
});

export { expect };

/** accessible holds a page against the rules of WCAG 2.2 A and AA, and axe's own of what is good practice. */
export async function accessible(page: Page) {
  await ready(page); // what is stale is dim
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join("; ")}`)).toEqual([]);
}

/** ready waits until a view has its answer. */
export async function ready(page: Page) {
  await expect(page.locator(".waiting, .stale, [aria-busy=true]")).toHaveCount(0);
}
