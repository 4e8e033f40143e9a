import { accessible, expect, ready, test } from "./page";
import type { Page } from "@playwright/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

/** copied presses a button that copies, and returns what was copied. */
async function copied(page: Page, name: string) {
  const button = page.locator(".claim").first().getByRole("button", { name });
  await button.click();
  await expect(page.locator(".claim").first().getByRole("button", { name: "Copied" })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.locator("h1").click();
  return text;
}

test("claims that contradict each other stand side by side, on the card and alone", async ({ page }) => {
  await page.goto("/?view=entity&ref=intel-gaudi-3");
  const contrast = page.getByRole("group", { name: "3 claims that contradict each other" });
  const claims = contrast.locator(".claim");
  await expect(claims).toHaveCount(3);
  const boxes = await claims.evaluateAll((all) => all.map((c) => c.getBoundingClientRect().top));
  expect(new Set(boxes.map(Math.round)).size).toBe(1);
  for (const value of ["1,835", "1,856", "1,678"]) await expect(contrast).toContainText(`${value} TFLOPS`);
  await expect(contrast).toContainText("confirmed");
  await accessible(page);
  await contrast.getByRole("link", { name: /1,856/ }).click();
  await expect(page).toHaveURL(/view=claim&id=/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1,856 TFLOPS");
  await expect(page.getByRole("group", { name: "3 claims that contradict each other" }).locator(".claim")).toHaveCount(3);
  await expect(page.locator(".claim a[aria-current=page]")).toContainText("1,856");
});

test("a claim is copied as sentence, citation, link and bibliography", async ({ page }) => {
  await page.goto("/?view=source&id=nvidia-10q-2026-07");
  await page.getByRole("link", { name: "Nvidia makes 8.2 % of its revenue with China" }).click();
  await expect(page.locator(".claim")).toHaveCount(1);
  await page.locator(".claim").getByText("Copy", { exact: true }).click();
  expect(await copied(page, "Sentence")).toBe("Nvidia makes 8.2 % of its revenue with China (official, since 27 April 2026, until 27 July 2026; NVIDIA (SEC), 26 August 2026)");
  expect(await copied(page, "Citation")).toMatch(/^NVIDIA \(SEC\), NVIDIA Form 10-Q for the quarter ended July 26, 2026, 2026-08-26, https:\/\/www\.sec\.gov\//);
  const link = await copied(page, "Link");
  expect(link).toContain("lang=en");
  expect(await copied(page, "BibTeX")).toContain("@techreport{nvidia-10q-2026-07,");
  expect(JSON.parse(await copied(page, "CSL-JSON"))[0].id).toBe("nvidia-10q-2026-07");
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nvidia makes 8.2 % of its revenue with China");
  const claim = page.locator(".claim");
  await expect(claim).toContainText("Share8.2 %");
  await expect(claim).toContainText("7,880,000,000 USD");
  await expect(claim.getByRole("link", { name: "China", exact: true })).toHaveAttribute("href", /view=entity&ref=china/);
  const source = claim.getByRole("link", { name: /^NVIDIA Form 10-Q/ });
  await expect(source).toHaveAttribute("rel", "noopener noreferrer");
  await expect(source).toHaveAttribute("href", /^https:\/\/www\.sec\.gov/);
});

test("what follows by a rule shows what it follows from", async ({ page }) => {
  await page.goto("/?view=entity&ref=deepseek");
  const derived = page.locator(".claim", { hasText: "DeepSeek is subject, for the Nvidia H200, to the October 2023 advanced computing rule" }).first();
  await derived.getByText(/Follows by a rule from \d+ claims/).first().click();
  await expect(derived.locator(".claim").filter({ hasText: "DeepSeek seeks the Nvidia H200" }).first()).toBeVisible();
  await expect(derived.locator(".claim").filter({ hasText: "confirmed" }).or(derived.locator(".claim").filter({ hasText: "official" })).first()).toBeVisible();
  await accessible(page);
});

for (const [name, address] of [["a card", "view=entity&ref=huawei-ascend-910b&lang=fr"], ["a source", "view=source&id=nvidia-10q-2026-07"], ["a claim that is not there", "view=claim&id=none"]]) {
  test(`${name} is accessible, light and dark`, async ({ page }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/?${address}`);
      await ready(page);
      await accessible(page);
    }
  });
}

test("a card says what an entity is, and folds what is long", async ({ page }) => {
  await page.goto("/?view=entity&ref=tsmc&lang=fr");
  await expect(page.locator(".told")).toContainText("TSMC est une entreprise (Taïwan)");
  await expect(page.getByRole("link", { name: "Taïwan", exact: true })).toHaveAttribute("href", /ref=taiwan/);
  await expect(page.locator(".facts").first()).toContainText("台積電 chinois");
  const makes = page.locator(".claim-group").filter({ has: page.getByRole("heading", { name: /^fabrique \d+$/ }) });
  await expect(makes.locator(".claim")).toHaveCount(4);
  const unfold = page.getByRole("button", { name: /^Montrer les/ });
  const [folded, claims] = [await unfold.count(), await page.locator(".claim").count()];
  await unfold.first().click();
  await expect(unfold).toHaveCount(folded - 1);
  expect(await page.locator(".claim").count()).toBeGreaterThan(claims + 4);
  await page.goto("/?view=entity&ref=nvidia-h20");
  await expect(page.getByRole("link", { name: "Owners" })).toHaveCount(0);
  await page.getByRole("link", { name: "Check an export of it" }).click();
  await expect(page).toHaveURL(/view=check&item=nvidia-h20/);
});

test("undated is what has a beginning that is not known, and no figure or date", async ({ page }) => {
  await page.goto("/?view=entity&ref=nvidia&lang=en");
  await expect(page.locator(".claim", { hasText: "founded in 1993" }).locator(".ground")).toHaveText("reported");
  await page.goto("/?view=entity&ref=cxmt&lang=en");
  await expect(page.locator(".claim .ground", { hasText: "undated" }).first()).toBeVisible();
});

test("claims beside a graph lengthen no page", async ({ page }) => {
  await page.goto("/?view=dependencies&ref=intel-gaudi-3");
  await ready(page);
  await page.locator("svg").getByRole("button", { name: /Intel Gaudi 3/ }).or(page.locator("svg").getByRole("link", { name: /Intel Gaudi 3/ })).first().click();
  await expect(page.locator(".claims-panel .claim").first()).toBeVisible();
  const [page1, window1] = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
  expect(page1).toBeLessThan(2 * window1!);
  await accessible(page);
});
