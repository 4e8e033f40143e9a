import { readFileSync } from "node:fs";
import { accessible, expect, ready, test } from "./page";

const plot = (day: string, more = "") => `/?view=chips&maker=nvidia&as_of=${day}${more}`;

test("the A800 lies outside the line of 2022 and inside that of 2023", async ({ page }) => {
  await page.goto(plot("2022-12-01"));
  await expect(page.getByRole("button", { name: /^Nvidia A100: .*TPP 4,992/ })).toHaveAccessibleName(/meets a criterion/);
  await expect(page.getByRole("button", { name: /^Nvidia A800:/ })).toHaveAccessibleName(/TPP 4,992, performance density 6.04; meets none/);
  await expect(page.getByText("1 ECCN 3A090.a if interconnect bandwidth ≥ 600 GB/s")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Nvidia H800:/ })).toHaveCount(0); // not announced yet

  await page.getByRole("link", { name: /^2023-11-17/ }).click();
  await expect(page).toHaveURL(/as_of=2023-11-17/);
  await expect(page.getByRole("button", { name: /^Nvidia A800:/ })).toHaveAccessibleName(/meets a criterion/);
  await expect(page.getByRole("button", { name: /^Nvidia H20:/ })).toHaveAccessibleName(/meets none/);
  await page.goBack();
  await expect(page.getByRole("button", { name: /^Nvidia A800:/ })).toHaveAccessibleName(/meets none/);

  await page.getByRole("region", { name: "What is shown" }).getByLabel("On the day").fill("2023-12-01");
  await expect(page).toHaveURL(/as_of=2023-12-01/);
  await expect(page.getByRole("button", { name: /^Nvidia A800:/ })).toHaveAccessibleName(/meets a criterion/);
});

test("a chip that is pointed at or reached by the keyboard shows its figures and how it stands", async ({ page }) => {
  await page.goto(plot("2023-12-01"));
  const detail = page.getByRole("complementary");
  await expect(detail).toContainText("hollow: a figure is an estimate or disputed");
  await page.getByRole("button", { name: /^Nvidia T4:/ }).focus();
  await expect(detail).toContainText("tpp = int8_dense × 8 = 130 TOPS × 8 = 1040");
  await page.keyboard.press("ArrowRight");
  await expect(detail.getByRole("heading")).not.toHaveText("Nvidia T4");
  const next = await detail.getByRole("heading").textContent();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/chip=nvidia-/);
  await page.getByRole("heading", { level: 1 }).click();
  await expect(detail.getByRole("heading")).toHaveText(next!);
  await page.getByRole("button", { name: /^Nvidia A800:/ }).locator(".reach").hover();
  await expect(detail.getByRole("heading")).toHaveText("Nvidia A800");
  await expect(detail.getByRole("listitem").filter({ hasText: "ECCN 3A090.a" })).toContainText("met");
});

test("makers and figures are chosen, and all of it is a table", async ({ page }) => {
  await page.goto(plot("2025-05-01"));
  await page.getByLabel("Maker").selectOption("Huawei");
  await expect(page).toHaveURL(/maker=huawei/);
  await expect(page.getByRole("button", { name: /^Huawei Ascend 910B:/ })).toBeVisible();
  await page.getByLabel("Maker").selectOption("All makers");
  await expect(page.getByRole("button", { name: /^AMD .*MI300X:/ })).toBeVisible();
  await page.getByLabel("Maker").selectOption("Nvidia");
  await page.getByLabel("Upwards").selectOption("memory bandwidth");
  await expect(page).toHaveURL(/y=memory_bandwidth/);
  await expect(page.locator("#chips-plot").getByText(/^\d H20 licence requirement of April 2025/).first()).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: /^Nvidia H20/ }).first();
  await expect(row).toContainText("H20 licence requirement of April 2025");
  await expect(page.getByRole("columnheader", { name: "performance density" })).toBeVisible();
});

test("the lines name their decisions and where these can be found", async ({ page }) => {
  await page.goto(plot("2023-12-01"));
  await page.locator("summary").filter({ hasText: "1 ECCN 3A090.a: TPP ≥ 4800; or TPP ≥ 1600 and performance density ≥ 5.92" }).click();
  await expect(page.getByRole("link", { name: "October 2023 advanced computing rule", exact: true })).toBeVisible();
  await expect(page.getByText("88 FR 73458").first()).toBeVisible();
});

test("the plot is taken as SVG and the figures as CSV", async ({ page }) => {
  await page.goto(plot("2023-12-01"));
  await expect(page.getByRole("button", { name: /^Nvidia A800:/ })).toBeVisible();
  const svg = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG" }).click();
  const drawn = readFileSync((await (await svg).path())!, "utf8");
  expect(drawn).toContain("<title>Nvidia, 2023-12-01");
  expect(drawn).toContain("A800");
  expect(drawn).not.toContain("class=");
  const csv = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect(readFileSync((await (await csv).path())!, "utf8")).toMatch(/nvidia-a800,met,ECCN 3A090.a,/);
});

test("the plot speaks French", async ({ page }) => {
  await page.goto(plot("2022-12-01", "&lang=fr"));
  await expect(page.getByRole("button", { name: /^Nvidia A800 ?: .*n’en remplit aucun/ })).toBeVisible();
  await expect(page.getByText(/4 articles sur 15 remplissent un critère/)).toBeVisible();
  await expect(page.locator("summary").filter({ hasText: /^1 ECCN 3A090.a\s?: bande passante d'interconnexion ≥ 600 GB\/s et TPP ≥ 4800/ })).toBeVisible();
});

test("a maker that nobody knows is said to be unknown", async ({ page }) => {
  await page.goto("/?view=chips&maker=nobodyatall");
  await expect(page.getByRole("alert")).toContainText("nobodyatall");
});

for (const [what, address] of [
  ["of a maker", plot("2023-12-01", "&chip=nvidia-a800")],
  ["where figures are open", "/?view=chips&maker=huawei&as_of=2025-05-01"],
] as const) {
  test(`the plot ${what} is accessible, light and dark`, async ({ page }) => {
    await page.goto(address);
    await ready(page);
    await expect(page.locator("#chips-plot .point").first()).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await accessible(page);
    }
  });
}
