import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { accessible, expect, ready, test } from "./page";

const names = [
  "Huawei Technologies", "SMIC", "Nexperia B.V.", "Müller Präzision GmbH", "华为技术有限公司", "Samsung", '"Acme, Inc."', "Société Générale d’Optique",
  "Łódź Systems", "中芯国际", '"Yangtze\r\nMemory"', "Unknown Trading FZE",
];

/** customers are 300 rows as a spreadsheet exports them: semicolons, marks and scripts, cells over several lines, formulas, and two rows that are wrong. */
const customers = (() => {
  const rows = ["Kundennr;Firma;Land;Notiz"];
  const notes = ["", "x", '"two\r\nlines; here"', "=1+1"];
  for (let i = 0; i < 300; i++) rows.push(`K-${i + 1};${names[i % names.length]};${["", "CN", "DE"][i % 3]};${notes[i % 4]}`);
  rows[150] = "K-150;zu;viele;Zellen;hier";
  rows[200] = "K-200;;CN;";
  return "\ufeff" + rows.join("\r\n") + "\r\n";
})();

/** byCommand is what the command writes of the same file. */
function byCommand(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "screen-")), "customers.csv");
  writeFileSync(file, text);
  const [program, ...first] = process.env.CHOKEPOINT_BIN ? [process.env.CHOKEPOINT_BIN] : ["go", "run", "./cmd/chokepoint"];
  try {
    return execFileSync(program!, [...first, "screen", file, "--csv", "--store", "memory"], { cwd: join(import.meta.dirname, "../.."), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    return (error as { stdout: string }).stdout; // rows that could not be answered are its failure
  }
}

/** drop drops a file on the page, as a person does. */
async function drop(page: Page, name: string, text: string) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text!], name!, { type: "text/csv" }));
      return transfer;
    },
    [name, text],
  );
  await page.dispatchEvent("form.drop", "drop", { dataTransfer: data });
}

async function taken(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Take the result as CSV" }).click()]);
  expect(download.suggestedFilename()).toBe("screened.csv");
  return readFileSync(await download.path(), "utf8");
}

/** counts are the numbers above the rows. */
async function count(page: Page, name: string) {
  return page.locator(`[data-count=${name}] .n`);
}

test("a file is dropped, screened with progress, and taken as the command writes it", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (r) => r.url().includes("/v1/screen") && asked.push(r.url()));
  await page.goto("/?view=screen");
  await ready(page);
  await accessible(page);
  await drop(page, "customers.csv", customers);
  const bar = page.getByRole("progressbar", { name: "Rows that are screened" });
  await expect(bar).toHaveAttribute("aria-valuenow", "300");
  await expect(page.getByText("300 of 300 rows, done")).toBeVisible();
  await expect(await count(page, "wrong")).toHaveText("2");
  await expect(await count(page, "listed")).not.toHaveText("0");
  await expect(page.locator(".screened tbody tr").first()).toContainText("Entity List, since 16 May 2019, 84 FR 22961");
  expect(asked.length).toBeGreaterThan(4);
  for (const url of asked) expect(url).not.toMatch(/Huawei|K-1/);
  expect(page.url()).not.toContain("Huawei");
  await expect(page.locator(".screened tbody tr")).toHaveCount(100);
  await accessible(page);
  expect(await taken(page)).toBe(byCommand(customers));
  // Faults name the line of the whole file.
  await page.getByRole("button", { name: "2 wrong" }).click();
  await expect(page.locator(".screened tbody tr")).toHaveCount(2);
  const line = customers.slice(0, customers.indexOf("K-150;zu")).split("\n").length;
  await expect(page.locator(".screened tbody tr").first()).toContainText(`line ${line}: the row has 5 cells`);
  await expect(page.locator(".screened tbody tr").first()).toContainText("150");
});

test("a doubtful row is corrected by hand, and the correction stays", async ({ page }) => {
  await page.goto("/?view=screen");
  await drop(page, "customers.csv", customers);
  await expect(page.getByText("300 of 300 rows, done")).toBeVisible();
  const doubtful = Number(await (await count(page, "doubtful")).textContent());
  await page.getByRole("button", { name: /to be looked at$/ }).click();
  await page.getByRole("button", { name: "Row 6: Samsung" }).click();
  await expect(page.getByRole("heading", { name: "Whom does the name mean?" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "This one: Samsung Electronics" }).click();
  await expect(await count(page, "doubtful")).toHaveText(String(doubtful - 1));
  await expect(await count(page, "corrected")).toHaveText("1");
  await page.getByRole("button", { name: "1 corrected" }).click();
  const row = page.locator(".screened tbody tr").first();
  await expect(row).toContainText("sure by hand");
  await expect(row.getByRole("link", { name: "Samsung Electronics", exact: true })).toBeVisible();
  await expect(page.locator("tr", { hasText: "Huawei Technologies" })).toHaveCount(0);
  await page.getByRole("button", { name: /to be looked at$/ }).click();
  await page.getByRole("button", { name: /^Row 3:/ }).click();
  await page.locator("#row-3").getByRole("button", { name: "None of these" }).click();
  await expect(await count(page, "corrected")).toHaveText("2");
  const csv = await taken(page);
  expect(csv.split("\n")[0]).toMatch(/^row,Kundennr,Firma,Land,Notiz,meant,resolution,/);
  expect(csv).toMatch(/^6,K-6,Samsung,DE,x,samsung-electronics,sure,samsung-electronics,Samsung Electronics,1\.00,/m);
  expect(csv).toMatch(/^3,K-3,Nexperia B\.V\.,DE,"two\nlines; here",none,none,/m);
  expect(csv.replace(/,meant,/, ",").split("\n").length).toBe(byCommand(customers).split("\n").length);
  // What is shown is there again after another view, and corrections after the page was loaded anew.
  await page.getByRole("link", { name: "Lists", exact: true }).click();
  await page.goBack();
  await expect(await count(page, "corrected")).toHaveText("2");
  await page.reload();
  await drop(page, "customers.csv", customers);
  await expect(page.getByText("300 of 300 rows, done")).toBeVisible();
  await expect(await count(page, "corrected")).toHaveText("2");
  await expect(page.getByText("2 corrections are kept in this tab")).toBeVisible();
  await page.getByRole("button", { name: "2 corrected" }).click();
  await page.getByRole("button", { name: /^Row 6:/ }).click();
  await page.locator("#row-6").getByRole("button", { name: "Undo" }).click();
  await expect(await count(page, "corrected")).toHaveText("1");
});

test("names are typed, and looked up where no candidate is meant", async ({ page }) => {
  await page.goto("/?view=screen&as_of=2025-06-01&threshold=0.9");
  await page.getByLabel("Names", { exact: true }).fill("Huawei Tech\n\nSome Foundry, Ltd.\n");
  await page.getByRole("button", { name: "Screen, a name a line" }).click();
  await expect(page.getByText("2 of 2 rows, done")).toBeVisible();
  await page.getByRole("button", { name: /^Row 2: Some Foundry/ }).click();
  const box = page.getByRole("combobox", { name: "Another: look up a name" });
  const asked: string[] = [];
  page.on("request", (r) => asked.push(`${r.method()} ${new URL(r.url()).pathname} ${decodeURIComponent(r.url())}`));
  await box.fill("中芯国际");
  await page.getByRole("option", { name: /SMIC/ }).first().click();
  expect(asked.some((a) => a.startsWith("POST /v1/match "))).toBe(true);
  for (const a of asked) expect(a).not.toMatch(/中芯|Some/);
  await expect(page.locator("#row-2")).toContainText("Set by hand to SMIC.");
  await expect(page.locator("#row-2")).toContainText("85 FR 83416");
  const csv = await taken(page);
  expect(csv.split("\n")[0]).toMatch(/^row,name,meant,resolution,/);
  expect(csv).toMatch(/^2,"Some Foundry, Ltd\.",smic,sure,smic,/m);
});

test("what can't be read is refused in the server's words, and a run is cancelled", async ({ page }) => {
  await page.goto("/?view=screen&lang=fr");
  await page.getByLabel("Noms", { exact: true }).fill("ville;rue\nParis;x\n");
  await page.getByRole("button", { name: "Cribler comme tableau" }).click();
  await expect(page.getByRole("alert")).toContainText("aucune colonne");
  await accessible(page);
  await page.getByRole("button", { name: "Cribler autre chose" }).click();
  let answers = 0;
  await page.route("**/v1/screen*", async (route) => {
    if (++answers === 2) return route.fulfill({ status: 429, headers: { "Retry-After": "1" }, json: { status: 429, title: "busy" } });
    if (answers > 6) return; // goes on until it is cancelled
    return route.continue();
  });
  await drop(page, "clients.csv", customers + customers.slice(customers.indexOf("\n") + 1).repeat(4));
  await expect(page.getByText(/^\d+ lignes sur 1.500$/)).toBeVisible();
  await expect.poll(() => answers).toBeGreaterThan(6);
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByText(/^Annulé après \d+ lignes sur 1.500$/)).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.getByRole("button", { name: "Cribler autre chose" }).click();
  await drop(page, "many.csv", "name\n" + "Huawei\n".repeat(10_001));
  await expect(page.getByRole("alert")).toContainText("10 000");
});

/** many are the names, one after another, so that they make several batches. */
const many = Array.from({ length: 120 }, (_, i) => names[(i * 7) % names.length]!.replaceAll(/"|\r\n/g, "").replaceAll(",", ""));

for (const [form, text] of [
  ["that says its delimiter", "sep=|\r\n" + ["id|company|more", ...many.map((name, i) => `${i}|${name}|a,b;c`)].join("\r\n")],
  ["of one column without heads", many.join("\n") + "\n"],
  ["with tabs, empty rows and ends of lines of old", ["id\tcompany", ...many.flatMap((name, i) => (i % 9 ? [`${i}\t${name}`] : ["\t", "", `${i}\t${name}`]))].join("\r")],
  ["with whom rows mean", "name,meant\n" + many.map((name, i) => `${name},${i % 11 ? "" : "smic"}`).join("\n")],
] as const) {
  test(`a file ${form} is taken as the command writes it`, async ({ page }) => {
    await page.goto("/?view=screen");
    await drop(page, "customers.csv", text);
    await expect(page.getByText("120 of 120 rows, done")).toBeVisible();
    expect(await taken(page)).toBe(byCommand(text));
  });
}

test("a file in UTF-16 is read, and one in Latin-1 is refused with its line", async ({ page }) => {
  await page.goto("/?view=screen");
  const file = (buffer: Buffer) => page.locator("input[type=file]").setInputFiles({ name: "customers.csv", mimeType: "text/csv", buffer });
  await file(Buffer.from("\ufeffname;pays\nMüller Präzision;DE\n中芯国际;CN\n", "utf16le"));
  await expect(page.getByText("2 of 2 rows, done")).toBeVisible();
  await expect(page.locator(".screened tbody tr").nth(1)).toContainText("中芯国际");
  await page.getByRole("button", { name: "Screen something else" }).click();
  await file(Buffer.from("name\nMüller\n", "latin1"));
  await expect(page.getByRole("alert")).toContainText("line 2");
});

test("a screening is accessible in the dark and fits a phone", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?view=screen&lang=fr");
  await drop(page, "clients.csv", customers);
  await expect(page.getByText("300 lignes sur 300, terminé")).toBeVisible();
  await page.getByRole("button", { name: "Ligne 1 : Huawei Technologies" }).click();
  await accessible(page);
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content).toBeLessThanOrEqual(screen!);
});

test("the keyboard goes on from row to row, and what is screened with other choices is no result", async ({ page }) => {
  await page.goto("/?view=screen");
  await page.getByLabel("Names", { exact: true }).fill("name,country\nSamsung,DE\nHuawei Technologies,CN\nNexperia B.V.,DE\n" + "Long name ".repeat(25) + ",");
  await page.getByRole("button", { name: "Screen as a table" }).click();
  await expect(page.getByText("4 of 4 rows, done")).toBeVisible();
  await expect(page.getByRole("heading", { name: "pasted text" })).toBeFocused();
  await expect(page.locator(".screened tbody tr").nth(3)).toContainText("…");
  await page.getByRole("button", { name: "2 to be looked at" }).click();
  await page.getByRole("button", { name: "Row 1: Samsung" }).press("Enter");
  await page.locator("#row-1").getByRole("button", { name: "None of these" }).press("Enter");
  await expect(page.getByRole("button", { name: "Row 3: Nexperia B.V." })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.locator("#row-3").getByRole("button", { name: "None of these" }).press("Enter");
  await expect(page.getByRole("button", { name: "0 to be looked at" })).toBeFocused();
  await page.getByLabel("Counts as meant from a score of").fill("0.9");
  await expect(page.getByText("were screened with other choices")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the result as CSV" })).toBeDisabled();
  await accessible(page);
  await page.getByRole("button", { name: "Screen again" }).click();
  await expect(page.getByText("were screened with other choices")).toBeHidden();
  await expect(page.getByText("4 of 4 rows, done")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take the result as CSV" })).toBeEnabled();
  await page.getByRole("button", { name: "Screen something else" }).click();
  await expect(page.getByLabel("Names", { exact: true })).toBeFocused();
});

test("a run that fails says on which line, and a part of a result is called one", async ({ page }) => {
  await page.goto("/?view=screen");
  const broken = ["Huawei", ...many].map((name, i) => (i === 20 ? '"' + name : name)).join("\n");
  await drop(page, "customers.csv", broken);
  await expect(page.getByRole("alert")).toContainText("line 21, column 1: the quote that begins here never ends");
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.locator(".counts")).toHaveCount(0);
  await page.getByRole("button", { name: "Screen something else" }).click();
  await drop(page, "customers.csv", ["Huawei", ...many].map((name, i) => (i === 110 ? '"' + name : name)).join("\n"));
  await expect(page.getByRole("alert")).toContainText("line 111, column 1");
  const button = page.getByRole("button", { name: /^Take the \d+ rows that are answered as CSV$/ });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toBe("screened-part.csv");
});

test("a correction that the server does not answer says so", async ({ page }) => {
  await page.goto("/?view=screen");
  await page.getByLabel("Names", { exact: true }).fill("name,country\nSamsung,DE");
  await page.getByRole("button", { name: "Screen as a table" }).click();
  await page.getByRole("button", { name: "Row 1: Samsung" }).click();
  await page.evaluate(() => (window.fetch = () => Promise.reject(new TypeError("no server"))));
  await page.getByRole("button", { name: "This one: Samsung Electronics" }).click();
  await expect(page.locator("#row-1").getByRole("alert")).toContainText("The server does not answer");
});
