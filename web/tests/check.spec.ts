import { accessible, expect, ready, test } from "./page";

const h20 = "/?view=check&item=nvidia-h20&to=china&as_of=2025-05-01";

test("the H20 to China on 1 May 2025 asks for a licence, with its figures against the limits", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Check", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check an export");
  await page.getByRole("combobox", { name: "Item" }).fill("h20");
  await page.getByRole("option", { name: /Nvidia H20\b/ }).first().click();
  await page.getByRole("combobox", { name: "Destination" }).fill("China");
  await page.getByRole("option", { name: /^China/ }).first().click();
  await page.getByRole("region", { name: "What is to be checked" }).getByLabel("On the day").fill("2025-05-01");
  await page.getByRole("button", { name: "Check", exact: true }).click();

  await expect(page).toHaveURL(/view=check&item=nvidia-h20&to=china&as_of=2025-05-01/);
  await expect(page.locator(".outcome")).toHaveText("A licence is required");
  await expect(page.getByText("Not legal advice. The absence of a decision here is no permission.")).toBeVisible();
  await expect(page.locator(".record")).not.toContainText(/\ballowed\b/i);
  const letter = page.getByRole("article", { name: "H20 licence requirement of April 2025" });
  await expect(letter).toContainText("yes since 9 April 2025");
  await expect(letter).toContainText("Nvidia form 8-K of 15 April 2025");
  await expect(letter.getByRole("img", { name: "memory bandwidth 4000 GB/s of 4000 GB/s (>=): met" })).toBeVisible();

  await page.getByText("Decisions that come near and do not apply").click();
  await expect(page.getByRole("img", { name: "TPP 2368 of 4800 (>=): not met" }).first()).toBeVisible();
  await expect(page.getByText("tpp = fp8_dense × 8 = 296 TFLOPS × 8 = 2368").first()).toBeVisible();
  await page.goBack();
  await expect(page.locator(".outcome")).toHaveCount(0);
});

test("the H100 to Malaysia for ByteDance meets a presumption of denial", async ({ page }) => {
  await page.goto("/?view=check&item=nvidia-h100&to=malaysia&end_user=bytedance&as_of=2024-01-15");
  await expect(page.locator(".outcome")).toHaveText("A licence is required a presumption of denial");
  const rule = page.getByRole("article", { name: "October 2023 advanced computing rule" });
  await expect(rule).toContainText("It covers the item");
  await rule.getByText("Why: the claims that join it to this export").click();
  await expect(rule.getByText("ByteDance", { exact: false }).first()).toBeVisible();
  await expect(rule.getByRole("link", { name: /BIS|Federal Register|eCFR|CFR/ }).first()).toHaveAttribute("href", /^https:/);
  await expect(page.getByText("No owner of ByteDance is recorded")).toBeVisible();
});

test("an item is described by its figures, and what they leave open is said", async ({ page }) => {
  await page.goto("/?view=check&to=china&as_of=2025-05-01");
  await page.getByRole("radio", { name: "By its figures" }).check();
  await page.getByLabel("Figure 1", { exact: true }).selectOption({ label: "FP8 dense performance" });
  await page.getByLabel("Value of figure 1").fill("0.296");
  await page.getByLabel("Unit of figure 1").selectOption("PFLOPS");
  await page.getByLabel("Value of figure 1").press("Enter");
  await expect(page).toHaveURL(/figures=%7B%22fp8_dense%22%3A%220.296\+PFLOPS%22%7D/);
  await expect(page.locator(".outcome")).toHaveText("May be controlled");
  const rule = page.getByRole("article", { name: "October 2023 advanced computing rule" });
  await expect(rule.getByRole("img", { name: /performance density unknown of 5.92/ }).first()).toBeAttached();
  await expect(rule).toContainText("Not known of the item: performance density, marketed for.");
  await page.getByRole("button", { name: "Add a figure" }).click();
  await page.getByLabel("Figure 2", { exact: true }).selectOption({ label: "marketed for" });
  await page.getByLabel("Value of figure 2").selectOption({ label: "consumers" });
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page).toHaveURL(/marketed_for/);
  await expect(page.getByRole("heading", { name: /Decisions that may apply 2/ })).toBeVisible();
});

test("all that a firm sells is checked", async ({ page }) => {
  await page.goto("/?view=check&seller=nvidia&to=china&as_of=2023-12-01");
  await page.locator("summary").filter({ hasText: /Nvidia A800 A licence is required/ }).click();
  await expect(page.locator("details.item[open]")).toContainText("October 2023 advanced computing rule");
});

test("a law can be assumed", async ({ page }) => {
  await page.goto("/?view=check&item=nvidia-h20&to=china&as_of=2025-05-01");
  await page.getByText("Under another law").click();
  await page.getByRole("button", { name: "Assume of a decision" }).click();
  await page.getByRole("combobox", { name: "Decision 1", exact: true }).fill("H20 licence requirement");
  await page.getByRole("option", { name: /H20 licence requirement/ }).first().click();
  await page.getByLabel("Status of decision 1").selectOption("rescinded");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page).toHaveURL(/assume=nvidia-h20-licence-requirement-2025-04%3Arescinded/);
  await expect(page.locator(".outcome")).not.toHaveText("A licence is required");
});

test("an item that nobody knows is said to be unknown, and what may have been meant is offered", async ({ page }) => {
  await page.goto("/?view=check&item=nvidia-h21x&to=china");
  await expect(page.getByRole("alert")).toContainText("nvidia-h21x");
  await expect(page.getByRole("alert").getByRole("link", { name: /Nvidia/ }).first()).toBeVisible();
});

test("a check is answered in French", async ({ page }) => {
  await page.goto(`${h20}&lang=fr`);
  await expect(page.locator(".outcome")).toHaveText("Une licence est exigée");
  await expect(page.getByText("Ceci n'est pas un conseil juridique.", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("article", { name: "Exigence de licence pour le H20 d'avril 2025" })).toContainText("oui depuis le 9 avril 2025");
});

test("a check is a record: its id, the call that gives the same later, and a print that has all of it", async ({ page }) => {
  await page.goto(h20);
  await expect(page.locator(".later code").first()).toHaveText(/^[0-9a-f]{24}$/);
  const id = await page.locator(".later code").first().textContent();
  await page.getByRole("link", { name: "This view as it is now" }).click();
  await expect(page).toHaveURL(/known_at=2/);
  await expect(page.locator(".later code").first()).toHaveText(id!);
  const again = await page.request.get((await page.locator(".later code").nth(1).textContent())!);
  expect((await again.json()).id).toBe(id);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".check-form")).toBeHidden();
  await page.emulateMedia({ media: null });
  const pages = async () => (await page.pdf()).toString("latin1").match(/\/Type ?\/Page\b/g)?.length ?? 0;
  const printed = await pages();
  await expect(page.locator(".record .sources").first()).toBeHidden();
  await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>(".record details").forEach((d) => (d.open = true)));
  expect(printed).toBeGreaterThan(2);
  expect(await pages()).toBe(printed);
});

const states: [what: string, address: string, unfold?: boolean][] = [
  ["the empty form", "/?view=check"],
  ["an item with all unfolded", h20, true],
  ["figures and an assumption", "/?view=check&figures=%7B%22fp8_dense%22:%22296+TFLOPS%22%7D&to=china&assume=bis-affiliates-rule:in-force"],
  ["an unknown item", "/?view=check&item=nothing-known&to=china"],
];
for (const [what, address, unfold] of states) {
  test(`a check is accessible, light and dark: ${what}`, async ({ page }) => {
    await page.goto(address);
    await ready(page);
    if (unfold) await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>("main details").forEach((d) => (d.open = true)));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await accessible(page);
    }
  });
}

test("a check in French calls entities as lists in French do", async ({ page }) => {
  await page.goto(`${h20}&lang=fr`);
  await expect(page.locator(".finding h2")).toContainText("Chine");
  await expect(page.getByRole("combobox", { name: "Destination" })).toHaveValue("Chine");
  await expect(page.locator(".criterion summary").first()).toContainText("Critère : ");
  await expect(page.locator(".criterion summary", { hasText: "licence requirement" })).toHaveCount(0);
});

test("a check is asked by the keyboard alone", async ({ page }) => {
  await page.goto("/?view=check");
  await page.getByRole("combobox", { name: "Item" }).fill("H100");
  await expect(page.getByRole("option", { name: /Nvidia H100/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("China");
  await expect(page.getByRole("option", { name: /^China/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/item=nvidia-h100&to=china/);
});

test("a check is asked as fast as one types, and says what it lacks", async ({ page }) => {
  await page.goto("/?view=check&lang=fr");
  await page.getByRole("button", { name: "Contrôler", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("une destination ou un utilisateur final");
  await page.route("**/v1/search*", () => {}); // suggestions do not come
  await page.getByText("Par ses caractéristiques").click();
  await page.getByLabel("Caractéristique 1", { exact: true }).selectOption("fp8_dense");
  await page.getByLabel("Valeur de la caractéristique 1").fill("296,5");
  await page.getByRole("combobox", { name: "Destination" }).fill("china");
  await page.getByRole("combobox", { name: "Destination" }).press("Enter");
  await expect(page.locator(".finding .given")).toContainText("296");
  await expect(page.getByRole("alert")).toHaveCount(0);
});
