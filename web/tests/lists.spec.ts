import { accessible, expect, ready, test } from "./page";

test("every list can be reached, is asked for what it needs, and is accessible", async ({ page }) => {
  await page.goto("/?view=lists");
  const links = page.locator("main li a");
  const count = await links.count();
  expect(count).toBeGreaterThan(15);
  await accessible(page);
  const addresses = await links.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  for (const address of addresses) {
    await page.goto(address);
    await ready(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
    if (!(await page.locator("table").count())) await expect(page.locator("main form.names").first()).toBeVisible();
  }
});

test("a table is sorted by its heads, also by the keyboard, and goes on page by page", async ({ page }) => {
  await page.goto("/?view=claims&kind=company");
  await ready(page);
  await expect(page.getByText("25 rows shown, more follow")).toBeVisible();
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(page.getByText("50 rows shown, more follow")).toBeVisible();
  const subject = page.getByRole("columnheader", { name: "subject" });
  await subject.getByRole("button").press("Enter");
  await expect(subject).toHaveAttribute("aria-sort", "ascending");
  await subject.getByRole("button").press("Enter");
  await expect(subject).toHaveAttribute("aria-sort", "descending");
  await subject.getByRole("button").press("Enter");
  await expect(subject).not.toHaveAttribute("aria-sort", /./);
  await accessible(page);
});

test("a list is narrowed by the parameters of its question, which stand in the address", async ({ page }) => {
  await page.goto("/?view=chokepoints");
  await page.getByText("Narrow it").click();
  await page.getByLabel("kind").selectOption("technology");
  await expect(page).toHaveURL(/kind=technology/);
  await ready(page);
  await expect(page.locator("tbody tr").first()).toContainText("technology");
  await page.goBack();
  await expect(page).not.toHaveURL(/kind=/);
});

test("a list is taken along as CSV, and shows the query behind it", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia&show=table&as_of=2025-06-01");
  await ready(page);
  const loaded = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const text = await (await (await loaded).createReadStream()).toArray();
  expect(Buffer.concat(text).toString()).toMatch(/^distance,id,kind,country,why\n/);
  await page.getByText("The query behind this view").click();
  await expect(page.locator("pre").first()).toContainText("/v1/entities/nvidia/dependents?");
  await expect(page.locator("pre").first()).toContainText("as_of=2025-06-01");
});

test("a list in French is French", async ({ page }) => {
  await page.goto("/?view=decisions&ref=nvidia-h20&lang=fr");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Quelles décisions concernent le Nvidia H20 ?");
  await expect(page.getByRole("columnheader").first()).toContainText("décision");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await accessible(page);
});

test("claims and sources in a table lead to their pages", async ({ page }) => {
  await page.goto("/?view=claims&predicate=market_share");
  await ready(page);
  await page.locator("tbody td:first-child a").first().click();
  await expect(page).toHaveURL(/view=claim&id=[0-9a-f-]{36}/);
  await page.goBack();
  await page.locator("tbody a[href*='view=source']").first().click();
  await expect(page).toHaveURL(/view=source&id=/);
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
});
