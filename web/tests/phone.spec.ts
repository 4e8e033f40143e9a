import { accessible, expect, ready, test } from "./page";

for (const [name, address] of [
  ["the first view", "/"],
  ["a card", "/?view=entity&ref=nvidia"],
  ["a graph", "/?view=paths&from=deepseek&to=united-states&at=us-commerce"],
  ["a list", "/?view=chokepoints"],
  ["a check", "/?view=check&item=nvidia-h20&to=china&as_of=2025-05-01"],
  ["a plot of chips", "/?view=chips&maker=nvidia&as_of=2023-12-01"],
  ["a claim and what contradicts it", "/?view=claim&id=b650d1cb-2e01-51e2-aabf-0a17f64824c4&lang=fr"],
  ["a source", "/?view=source&id=nvidia-10q-2026-07"],
  ["a screening to begin", "/?view=screen&lang=fr"],
  ["an answer", "/?view=ask&q=who+depends+on+TSMC&lang=fr"],
]) {
  test(`${name} fits a phone`, async ({ page }) => {
    await page.goto(address!);
    await ready(page);
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(content).toBeLessThanOrEqual(screen!);
    await accessible(page);
  });
}
