import { defineConfig, devices } from "@playwright/test";

// Debian's Chromium, or the one that $CHROMIUM names. As root it has no sandbox; nothing is loaded from elsewhere.
const chromium = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig({
  testDir: "tests",
  globalSetup: "./tests/server.ts",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "line",
  use: { baseURL: process.env.CHOKEPOINT_URL, launchOptions: chromium, locale: "en-GB", contextOptions: { reducedMotion: "reduce" } },
  projects: [
    { name: "desktop", testIgnore: "phone.spec.ts", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } } },
    { name: "phone", testMatch: "phone.spec.ts", use: { ...devices["Pixel 7"] } },
  ],
});
