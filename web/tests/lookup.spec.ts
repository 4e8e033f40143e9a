import { accessible, expect, ready, test } from "./page";

test("a name in any script is looked up while it is typed, and leads to its card", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("combobox", { name: "Look up a name or ask a question" });
  for (const [typed, name] of [["英伟达", "Nvidia"], ["华为", "Huawei"], ["hynix", "SK hynix"], ["ＴＳＭＣ", "TSMC"]]) {
    await box.fill(typed!);
    await expect(page.getByRole("option").filter({ hasText: name! }).first()).toBeVisible();
  }
  await box.fill("英伟达");
  await page.getByRole("option", { name: /Nvidia/ }).first().click();
  await expect(page).toHaveURL(/view=entity&ref=nvidia/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Nvidia");
  await page.goBack();
  await expect(page).not.toHaveURL(/view=entity/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chokepoint");
});

test("names are chosen by the keyboard", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("combobox").first();
  await box.fill("tsmc");
  await expect(page.getByRole("option").first()).toBeVisible();
  await box.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toContainText("TSMC");
  await box.press("Enter");
  await expect(page).toHaveURL(/ref=tsmc/);
});

test("a question is understood in English and French, and says how", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("combobox").first();
  await box.fill("who depends on Nvdia");
  await box.press("Enter");
  await expect(page.getByText("Understood as")).toContainText("Who depends on Nvidia?");
  await page.getByRole("link", { name: "Open the answer" }).click();
  await expect(page).toHaveURL(/view=dependents/);
  await page.goto("/?view=ask&lang=fr&q=" + encodeURIComponent("qui dépend de TSMC"));
  await expect(page.getByText("Compris comme")).toContainText("TSMC");
});

test("what is not understood offers what may have been meant", async ({ page }) => {
  await page.goto("/?view=ask&q=" + encodeURIComponent("who frobnicates Nvidia"));
  await expect(page.getByRole("alert")).toContainText("frobnicates");
  await page.getByRole("link", { name: "What is Nvidia?" }).click();
  await expect(page.getByText("Understood as")).toBeVisible();
});

test("the first view is accessible, light and dark, English and French", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const lang of ["en", "fr"]) {
      await page.goto(`/?lang=${lang}`);
      await ready(page);
      await accessible(page);
    }
  }
});

test("what is typed fast into a form of names is taken, and what nobody is called is said", async ({ page }) => {
  await page.goto("/?view=check");
  await page.getByRole("combobox", { name: "Item" }).focus();
  await page.keyboard.type("nvidia h20");
  await page.keyboard.press("Tab");
  await page.keyboard.type("china");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Destination" })).toHaveValue("China");
  await expect(page.getByRole("combobox", { name: "Item" })).toHaveValue("Nvidia H20");
  await page.getByRole("combobox", { name: "End user, if known" }).fill("Zzyzx Qwrt");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Zzyzx Qwrt");
});
