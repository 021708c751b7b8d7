// A server over the story in fixtures/ledger, a browser, and what every page must hold to.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../../../..");
const program = process.env.ZUFOLGE ?? join(root, "target/debug/zufolge");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const article = readFileSync(join(root, "fixtures/articles/01-agency.txt"), "utf8");
export const articleFile = join(root, "fixtures/articles/04-court.txt");
const story = join(root, "fixtures/ledger/talsperre/items.jsonl");

/** Starts `zufolge serve` on a free port, with the story in its ledger. */
export async function serve() {
  const folder = mkdtempSync(join(tmpdir(), "zufolge-"));
  const ledger = join(folder, "ledger.db");
  execFileSync(program, ["ledger", "add", "--db", ledger, story], { stdio: "ignore" });
  const server = spawn(program, ["serve", "--db", ledger, "--bind", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  const base = await new Promise((found, failed) => {
    let said = "";
    server.stderr.on("data", (piece) => {
      said += piece;
      const address = said.match(/http:\/\/[\d.:]+/);
      if (address) found(address[0]);
    });
    server.on("exit", (code) => failed(new Error(`zufolge serve ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise((done) => {
      server.removeAllListeners("exit");
      server.on("exit", (code) => {
        rmSync(folder, { recursive: true });
        done(code);
      });
      server.kill("SIGTERM");
    });
  return { base, stop };
}

export const browse = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });

/** A page that fails the test if its console tells of an error. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ locale: "de-DE", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("dialog", (dialog) => page.faults.push(`a dialog: ${dialog.message()}`));
  return page;
}

/** No serious finding of axe-core, nothing wider than the window, no error on the console. */
export async function assertSound(page, name) {
  // Through the debugger, for the page itself lets in no script but ours.
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.ok(found.passes.length > 10, `axe-core has looked at ${name}`);
  const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`), [], name);
  const { inner, whole } = await page.evaluate(() => ({ inner: innerWidth, whole: document.documentElement.scrollWidth }));
  assert.ok(whole <= inner, `${name} is ${whole} wide in a window of ${inner}`);
  assert.deepEqual(page.faults, [], name);
}
