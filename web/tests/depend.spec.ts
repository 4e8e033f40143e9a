import { accessible, expect, ready, test } from "./page";
import type { Page } from "@playwright/test";

const node = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);

test("who depends on Nvidia is drawn in bands, dependents on the left, and is the same as a table", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia");
  await ready(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who depends on Nvidia?");
  const graph = page.getByRole("application", { name: "Who depends on Nvidia" });
  await expect(graph).toBeVisible();
  const [left, right] = await Promise.all([node(page, "nvidia-b200").boundingBox(), node(page, "nvidia").boundingBox()]);
  expect(left!.x).toBeLessThan(right!.x);
  await expect(graph.locator(".headings text").first()).toHaveText("Use");
  await graph.press("t");
  await expect(page).toHaveURL(/show=table/);
  await expect(page.getByRole("button", { name: "Table" })).toBeFocused();
  await ready(page);
  await expect(page.getByRole("row").filter({ hasText: "Nvidia B200" }).first()).toBeVisible();
  await page.goBack();
  await expect(graph).toBeVisible();
});

test("a chosen node dims all but the paths through it, shows its claims, and Escape lets it go", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia");
  await ready(page);
  await node(page, "nvidia-b200").click();
  await expect(page).toHaveURL(/at=nvidia-b200/);
  await expect(node(page, "nvidia")).not.toHaveClass(/dim/);
  await expect(node(page, "nvidia-gb200")).toHaveClass(/dim/);
  await expect(page.getByRole("complementary")).toContainText("The Nvidia B200 is designed by Nvidia");
  await accessible(page);
  await node(page, "nvidia-b200").press("Escape");
  await expect(page).not.toHaveURL(/at=/);
  await expect(page.locator(".node.dim")).toHaveCount(0);
  await page.goBack();
  await expect(node(page, "nvidia-b200")).toHaveAttribute("aria-pressed", "true");
});

test("a line shows the claims that it stands for", async ({ page }) => {
  await page.goto("/?view=paths&from=deepseek&to=united-states");
  await ready(page);
  await node(page, "us-bis").click();
  await page.getByText("Claims in the graph").click();
  await page.getByRole("button", { name: /Bureau of Industry and Security is part of/ }).click();
  await expect(page).toHaveURL(/edge=/);
  await expect(page.locator(".lines path.on")).toHaveCount(1);
  await expect(page.locator(".claims-panel")).toContainText("is part of the US Department of Commerce");
});

test("nodes are reached by the arrow keys, along claims and within a column", async ({ page }) => {
  await page.goto("/?view=paths&from=deepseek&to=united-states");
  await ready(page);
  await node(page, "deepseek").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-node]:focus")).toHaveAttribute("data-node", "bis-h200-rule-2026-01");
  await page.keyboard.press("ArrowUp");
  await expect(page.locator("[data-node]:focus")).toHaveAttribute("data-node", "bis-2023-10-17-rule");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-node]:focus")).toHaveAttribute("data-node", "us-bis");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/at=us-bis/);
  await expect(page.locator('[data-node][tabindex="0"]')).toHaveCount(1);
});

test("a node is expanded in place after its count is told, and collapsed again", async ({ page }) => {
  await page.goto("/?view=paths&from=deepseek&to=united-states&at=deepseek");
  await ready(page);
  const before = await page.locator("[data-node]").count();
  const add = page.getByRole("button", { name: /^Add dependencies: \d+ of \d+ not shown/ });
  const [, left] = (await add.textContent())!.match(/: (\d+) of/)!;
  await add.click();
  await expect(page).toHaveURL(/expand=dependencies/);
  await ready(page);
  await expect(page.locator("[data-node]")).toHaveCount(before + Number(left));
  await page.getByRole("button", { name: "Take added dependencies away" }).click();
  await expect(page.locator("[data-node]")).toHaveCount(before);
  await page.goBack();
  await expect(page.locator("[data-node]")).toHaveCount(before + Number(left));
});

test("paths from a chosen node are asked for by a name", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia&at=openai");
  await ready(page);
  await page.getByText("Paths…").click();
  await page.getByRole("combobox", { name: "Paths from it to" }).fill("tsmc");
  await expect(page.getByRole("complementary").getByRole("option").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Paths from it to" }).press("Enter");
  await expect(page).toHaveURL(/view=paths&from=openai&to=tsmc/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How does OpenAI depend on TSMC?");
  await page.goBack();
  await expect(page).toHaveURL(/at=openai/);
});

test("more than a hundred neighbours are added in steps", async ({ page }) => {
  await page.goto("/?view=paths&from=deepseek&to=united-states&at=us-bis");
  await page.getByRole("button", { name: /^Add \d+ of 1\d\d dependents not shown/ }).click();
  await ready(page);
  await expect(page.getByRole("button", { name: /^Add dependents: \d+ of 1\d\d not shown/ })).toBeVisible();
  await page.getByRole("button", { name: /^Add dependents/ }).click();
  await expect(page).toHaveURL(/expand=dependents%3Aus-bis%3A2/);
});

test("relations among what is shown are revealed", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia");
  await ready(page);
  const before = await page.locator(".lines path").count();
  await page.getByLabel("Reveal relations among what is shown").check();
  await expect(page).toHaveURL(/reveal=1/);
  await ready(page);
  await expect.poll(() => page.locator(".lines path").count()).toBeGreaterThan(before);
  await expect(page.locator("[data-node]")).toHaveCount(88);
});

test("filters have counts, are in the address, and those that the server knows are put to it", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia");
  await ready(page);
  const all = await page.locator("[data-node]").count();
  await page.getByText("Filters", { exact: true }).click();
  const use = page.getByRole("group", { name: "Stratum" }).getByRole("button", { name: /^Use \d+/ });
  await use.click();
  await expect(page).toHaveURL(/stratum=use/);
  await expect(page.locator('.lines path:not([data-stratum="use"])')).toHaveCount(0);
  await use.click();
  await expect(page.locator("[data-node]")).toHaveCount(all);
  await page.getByRole("group", { name: "Country" }).getByRole("button", { name: /^China \d+/ }).click();
  await expect(page).toHaveURL(/country=china/);
  await ready(page);
  await expect(page.getByText("The query behind this view")).toBeVisible();
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute("href", /country=china/);
  await page.getByRole("button", { name: "primary sources only" }).click();
  await expect(page).toHaveURL(/sources=primary/);
  await accessible(page);
  await page.getByRole("button", { name: "Without filters" }).click();
  await expect(page.locator("[data-node]")).toHaveCount(all);
});

test("the slider shows the graph as of a day, steps by decisions, and says what came and went", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia");
  await ready(page);
  const slider = page.getByRole("slider", { name: "The graph as of" });
  await slider.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", /10 July 2026: July 2026 rule on the United Arab Emirates/);
  await expect(page).toHaveURL(/as_of=2026-07-10/);
  await page.getByText("Decisions on the line").click();
  await page.getByRole("button", { name: "17 November 2023" }).click();
  await expect(page).toHaveURL(/as_of=2023-11-17/);
  await ready(page);
  await expect(page.locator(".moved")).toContainText(/Compared with 10 July 2026: \d+ not yet there, \d+ gone by then/);
  await expect(page.locator(".ghost").first()).toContainText("not yet");
  await expect(node(page, "nvidia-b200")).toHaveCount(0);
  await accessible(page);
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 14);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 14, { steps: 4 });
  await page.mouse.move(box.x + box.width, box.y + 14, { steps: 4 });
  await page.mouse.up();
  await expect(page).not.toHaveURL(/as_of=/);
  await expect(node(page, "nvidia-b200")).toHaveCount(1);
  await expect(page.locator(".moved")).toContainText(/Compared with 17 November 2023: \d+ new, \d+ no longer/);
  await expect(page.locator(".node.came").first()).toContainText("new");
  await page.getByRole("button", { name: "Do not compare" }).click();
  await expect(slider).toBeFocused();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/as_of=2023-11-17/);
});

test("what is struck is marked by words and patterns, listed with reasons, and undone", async ({ page }) => {
  await page.goto("/?view=dependents&ref=nvidia&at=nvidia-b200");
  await ready(page);
  await page.getByRole("button", { name: /^Strike it/ }).click();
  await expect(page).toHaveURL(/strike=nvidia-b200/);
  await expect(node(page, "nvidia-b200")).toHaveAttribute("data-fate", "struck");
  await expect(page.getByRole("region", { name: "What if it stops" })).toContainText(/\d+ (lost|degraded|impaired)/);
  await page.goto("/?view=dependents&ref=nvidia&strike=tsmc&strike=samsung");
  await ready(page);
  await expect(node(page, "nvidia-b200")).toHaveAttribute("data-fate", "lost");
  await expect(node(page, "nvidia-b200").locator(".below")).toContainText("lost");
  const list = page.getByRole("region", { name: "What if it stops" });
  await expect(list).toContainText("is lost because");
  await accessible(page);
  await expect(list.getByRole("button", { name: "Undo the strike" })).toHaveCount(2);
  await list.getByRole("listitem").filter({ hasText: "Samsung Electronics" }).getByRole("button", { name: "Undo the strike" }).click();
  await expect(page).toHaveURL(/strike=tsmc$/);
  await page.goBack();
  await expect(page).toHaveURL(/strike=samsung/);
});

test("what is struck while an answer is awaited is struck besides what was", async ({ page }) => {
  let answer = () => {};
  const held = new Promise<void>((go) => (answer = go));
  await page.route("**/v1/impact?**", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/?view=dependents&ref=nvidia&at=nvidia-b200");
  await page.getByRole("button", { name: /^Strike it/ }).click();
  await expect(page.getByRole("button", { name: "Undo the strike" })).toBeVisible();
  await node(page, "openai").click();
  await page.getByRole("button", { name: /^Strike it/ }).click();
  await expect(page).toHaveURL(/strike=nvidia-b200&strike=openai/);
  answer();
  await expect(page.getByRole("region", { name: "What if it stops" }).getByRole("button", { name: "Undo the strike" })).toHaveCount(2);
});

test("the focus stays in the view, and a card of many claims makes the page no longer", async ({ page }) => {
  await page.goto("/?view=dependents&ref=tsmc&at=nvidia");
  await ready(page);
  await expect(page.locator(".claims-panel li, .claims-panel tr, .claims-panel article").first()).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - document.querySelector<HTMLElement>(".app")!.offsetHeight)).toBeLessThan(2);
  await expect(page.getByText(/^Dependents: \d+, all shown/)).toBeVisible();
  await page.getByRole("button", { name: "Let go" }).press("Enter");
  await expect(node(page, "nvidia")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Add dependencies/ }).press("Enter");
  await expect(page.getByRole("button", { name: "Take added dependencies away" })).toBeVisible();
  await expect(page.getByRole("complementary").locator(":focus")).toHaveCount(1);
  await page.getByRole("button", { name: "Today" }).press("Enter");
  await expect(page.getByRole("button", { name: "Today" })).toBeFocused();
});

test("what stops without TSMC is a graph, and as a file an SVG that stands by itself", async ({ page }) => {
  await page.goto("/?view=impact&remove=tsmc");
  await ready(page);
  await expect(node(page, "tsmc")).toHaveAttribute("data-fate", "struck");
  await expect(page.getByRole("region", { name: "What if it stops" })).toContainText("76 lost");
  const loaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG" }).click();
  const file = Buffer.concat(await (await (await loaded).createReadStream()).toArray()).toString();
  expect(file).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(file).toContain("<title>What is lost without TSMC?</title>");
  expect(file).not.toMatch(/class=|var\(/);
  const drawn = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, file);
  expect(drawn).toBe(0);
});

test("the graph is zoomed and moved by keys, buttons and the wheel", async ({ page }) => {
  await page.goto("/?view=paths&from=deepseek&to=united-states");
  await ready(page);
  const graph = page.locator("svg.graph");
  const width = async () => (await node(page, "us-bis").boundingBox())!.width;
  const first = await width();
  await page.getByRole("button", { name: "Closer" }).click();
  expect(await width()).toBeGreaterThan(first);
  await graph.focus();
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  expect(await width()).toBeLessThan(first);
  const x = (await node(page, "us-bis").boundingBox())!.x;
  await page.keyboard.press("ArrowRight");
  expect((await node(page, "us-bis").boundingBox())!.x).toBeLessThan(x);
  await graph.hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await expect.poll(width).toBeGreaterThan(first);
  await page.getByRole("button", { name: "All" }).click();
  await expect(node(page, "united-states")).toBeInViewport();
});

test("of a large graph what is in sight is drawn, the keys reach the rest, and the file has all", async ({ page }) => {
  await page.goto("/?view=dependents&ref=united-states&limit=1000");
  await ready(page);
  const all = Number((await page.locator(".counts").textContent())!.match(/Entities: (\d+)/)![1]);
  expect(all).toBeGreaterThan(300);
  expect(await page.locator("[data-node]").count()).toBeLessThan(all);
  await node(page, "united-states").focus();
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowDown"]) {
    await page.keyboard.press(key);
    await expect(page.locator("[data-node]:focus")).toBeInViewport();
  }
  await page.getByRole("button", { name: "All", exact: true }).click();
  await expect(page.locator(".specks:not(.dim)")).toHaveAttribute("d", new RegExp(`^(M[^M]*){${all - 2},${all}}$`));
  const [x, y] = await page.locator(".specks:not(.dim)").evaluate((path: SVGPathElement) => {
    const [left, top] = path.getAttribute("d")!.match(/[\d.]+/g)!.map(Number) as [number, number];
    const seen = new DOMPoint(left + 60, top + 15).matrixTransform(path.getScreenCTM()!);
    return [seen.x, seen.y] as const;
  });
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/at=/);
  await expect(page.locator(".node.chosen")).toHaveCount(1);
  const loaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG" }).click();
  const file = Buffer.concat(await (await (await loaded).createReadStream()).toArray()).toString();
  expect(file.match(/data-node=/g)).toHaveLength(all);
  expect(file.match(/<text/g)!.length).toBeGreaterThan(all);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const lang of ["en", "fr"]) {
    test(`the graph is accessible, ${colorScheme}, ${lang}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/?view=paths&from=deepseek&to=united-states&reveal=1&strike=us-bis&at=deepseek&lang=${lang}`);
      await ready(page);
      await accessible(page);
    });
  }
}
