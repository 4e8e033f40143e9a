import { accessible, expect, ready, test } from "./page";

test("the window is called by what it shows, and focus goes to it", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle("Chokepoint");
  await page.getByRole("link", { name: "Single points of failure" }).click();
  await expect(page).toHaveTitle(/chokepoints.* · Chokepoint/);
  await expect(page.locator("main")).toBeFocused();
});

test("headings are right in English and French", async ({ page }) => {
  for (const [address, heading] of [
    ["/?view=decisions&ref=apple&lang=fr", "Quelles décisions concernent Apple"],
    ["/?view=timeline&ref=intel&lang=fr", "Quelle est l'histoire d'Intel"],
    ["/?view=listings&ref=united-states", "the United States"],
    ["/?view=dependents&ref=apple&lang=fr", "Qui dépend d'Apple"],
  ]) {
    await page.goto(address!);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(heading!);
  }
});

test("back leads to where a list was left, sorted as it was", async ({ page }) => {
  await page.goto("/?view=claims&kind=company&limit=100");
  await ready(page);
  await page.getByRole("columnheader", { name: "subject" }).getByRole("button").click();
  await expect(page).toHaveURL(/sorted=subject/);
  const link = page.locator("tbody a.entity").nth(60);
  await link.scrollIntoViewIfNeeded();
  const left = await page.evaluate(() => scrollY);
  expect(left).toBeGreaterThan(500);
  await link.click();
  await expect(page).toHaveURL(/view=entity/);
  await page.goBack();
  await expect(page.getByRole("columnheader", { name: "subject" })).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(() => page.evaluate((y) => Math.abs(scrollY - y), left)).toBeLessThan(3);
});

test("a server that comes back is asked again, and a busy one without a word", async ({ page, allow }) => {
  allow(/Failed to load resource/);
  let down = true;
  await page.route("**/v1/chokepoints?**", (route) => (down ? route.abort() : route.continue()));
  await page.goto("/?view=chokepoints");
  await expect(page.getByRole("alert")).toContainText("does not answer");
  await accessible(page);
  down = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("tbody tr").first()).toBeVisible();

  let busy = 2;
  await page.route("**/v1/datasets?**", (route) => (busy-- > 0 ? route.fulfill({ status: 503, headers: { "Retry-After": "1" }, json: { title: "busy" } }) : route.continue()));
  await page.goto("/?view=datasets");
  await expect(page.locator("tbody tr").first()).toBeVisible();
});

test("links that are wrong or carry what others hung on them still lead somewhere", async ({ page }) => {
  for (const view of ["nonsense", "constructor", "__proto__"]) {
    await page.goto(`/?view=${view}`);
    await expect(page.getByRole("alert")).toContainText("no view of that name");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chokepoint");
  }
  await page.goto("/?view=entity&ref=tsmc&utm_source=x&fbclid=abc");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("TSMC");
});

test("a part that can't be loaded says what to do", async ({ page }) => {
  await page.goto("/");
  await page.route("**/assets/*.js", (route) => route.fulfill({ status: 404, body: "" }));
  await page.getByRole("link", { name: "Check", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("renewed on the server");
  await expect(page.getByRole("button", { name: "Load the page again" })).toBeVisible();
});
