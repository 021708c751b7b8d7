// Takes the README's pictures, docs/read.png and docs/claim.png, of target/debug/zufolge or $ZUFOLGE: `node screenshots.mjs` in this folder.
import { join, resolve } from "node:path";
import { article, browse, open, serve } from "./tests/desk.mjs";

const docs = resolve(import.meta.dirname, "../../../docs");
const desk = await serve();
const browser = await browse();
const viewport = { width: 1280, height: 860 };

const light = await open(browser, { viewport, colorScheme: "light", locale: "en-GB" });
await light.goto(`${desk.base}/read`);
await light.fill("#text", article);
await light.fill("#outlet", "Nordkurier");
await light.click("main form button");
await light.click('a.number[href="#a3"]');
await light.mouse.move(0, 0);
await light.screenshot({ path: join(docs, "read.png") });

const dark = await open(browser, { viewport, colorScheme: "dark", locale: "en-GB" });
await dark.goto(`${desk.base}/`);
await dark.locator(".claims a.statement-text").first().click();
await dark.waitForSelector("svg.echo");
await dark.screenshot({ path: join(docs, "claim.png") });

await browser.close();
await desk.stop();
