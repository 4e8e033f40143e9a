import { accessible, expect, ready, test } from "./page";

const node = (id: string) => `[data-node="${id}"]`;

test("who depends on Nvidia is drawn in bands, dependents on the left, and is the same as a table", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who depends on Nvidia");
  const graph = page.getByRole("application", { name: "Who depends on Nvidia" });
  await expect(graph).toBeVisible();
  const [left, right] = await Promise.all([graph.locator(node("nvidia-b200")).boundingBox(), graph.locator(node("nvidia")).boundingBox()]);
  expect(left!.x).toBeLessThan(right!.x);
  await expect(graph.locator(".headings text")).toHaveText(["Use", "Production", "Ownership"]);
  await page.getByRole("button", { name: "Table" }).click();
  await expect(page).toHaveURL(/show=table/);
  await ready(page);
  await expect(page.getByRole("row").filter({ hasText: "Nvidia B200" }).first()).toBeVisible();
  await page.goBack();
  await expect(graph).toBeVisible();
});

test("the graph is accessible, light and dark", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto("/?view=paths&from=deepseek&to=united-states");
    await ready(page);
    await accessible(page);
  }
});
