// What an editor does on each page, in Debian's Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { article, articleFile, assertSound, browse, open, serve } from "./desk.mjs";

let desk, browser;
before(async () => {
  desk = await serve();
  browser = await browse();
});
after(async () => {
  await browser?.close();
  assert.equal(await desk?.stop(), 0, "the server ends well when told to");
});

async function read(page) {
  await page.goto(`${desk.base}/read`);
  await page.fill("#text", article);
  await page.fill("#outlet", "Nordkurier");
  await page.click("main form button");
  await page.waitForSelector(".card");
}

const chosen = (page) => page.locator(".card.chosen .number-plate");

test("a pasted text is read, and a statement chosen in the text opens its ladder", async () => {
  const page = await open(browser);
  await read(page);
  await page.click('a.number[href="#a2"]');
  assert.equal(await chosen(page).textContent(), "2");
  assert.ok(await page.locator(".card.chosen .ladder li").first().isVisible());
  for (const part of ["Haltung", "Form", "Verbindlichkeit", "Sicherheit des Programms", "gefunden durch"]) {
    assert.ok(await page.locator(".card.chosen dt", { hasText: part }).first().isVisible(), part);
  }
  assert.ok((await page.locator(".text .chosen[data-statement=a2]").count()) > 0);
  await page.locator(".text span.said[data-statement=a1]").first().click();
  assert.equal(await chosen(page).textContent(), "1");
  await assertSound(page, "read");
  await page.context().close();
});

test("everything on the Read page works by keys", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/read`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text");
  await page.keyboard.insertText(article);
  for (let step = 0; step < 20 && (await page.evaluate(() => document.activeElement.tagName)) !== "BUTTON"; step++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".card");
  await page.locator("a.number").first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await chosen(page).textContent(), "1");
  await page.keyboard.press("j");
  assert.equal(await chosen(page).textContent(), "2");
  await page.keyboard.press("k");
  assert.equal(await chosen(page).textContent(), "1");
  await page.keyboard.press("Escape");
  assert.equal(await chosen(page).count(), 0);
  assert.match(await page.evaluate(() => document.activeElement.className), /number/);
  await page.context().close();
});

test("filters leave only what they name", async () => {
  const page = await open(browser);
  await read(page);
  const shown = () => page.locator(".card:visible").count();
  const all = await shown();
  await page.locator(".only-anonymous").check();
  const anonymous = await shown();
  assert.ok(anonymous > 0 && anonymous < all);
  assert.equal(await page.locator(".card.anonymous:visible").count(), anonymous);
  await page.locator(".only-denial").check();
  assert.equal(await shown(), await page.locator(".card.anonymous.denial").count());
  await page.locator(".only-anonymous").uncheck();
  await page.locator(".only-denial").uncheck();
  assert.equal(await shown(), all);
  await page.locator(".only-low").check();
  const low = await shown();
  assert.ok(low > 0 && low < all);
  assert.equal(low, await page.locator(".card.low:visible").count());
  await page.context().close();
});

test("on paper every ladder is open, and only what belongs to the article is there", async () => {
  const page = await open(browser);
  await read(page);
  assert.equal(await page.locator(".ladder:visible").count(), 0);
  await page.emulateMedia({ media: "print" });
  const cards = await page.locator(".card").count();
  assert.equal(await page.locator(".ladder:visible").count(), cards);
  assert.equal(await page.locator(".top:visible, .filters:visible, .bottom:visible").count(), 0);
  await page.context().close();
});

test("a file is read when it is chosen or dropped", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/read`);
  await page.setInputFiles("#file", articleFile);
  await page.click("main form button");
  await page.waitForSelector(".card");
  await page.goto(`${desk.base}/read`);
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "artikel.txt", { type: "text/plain" }));
    return transfer;
  }, article);
  await page.dispatchEvent("body", "drop", { dataTransfer: files });
  await page.waitForSelector(".card");
  await page.context().close();
});

test("faults are said beside the form, and nothing typed is lost", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/read`);
  await page.fill("#url", "http://127.0.0.1:1/");
  await page.click("main form button");
  await page.waitForSelector("[role=alert]");
  assert.equal(await page.inputValue("#url"), "http://127.0.0.1:1/");
  page.faults.length = 0; // The browser itself tells of the answer's status.
  await assertSound(page, "fault");
  await page.context().close();
});

test("from the overview to a claim, an article, a source and back to a search", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/`);
  assert.ok((await page.locator(".claims li").count()) > 3);
  assert.ok((await page.locator(".audit-table svg.shares").count()) > 1);
  await assertSound(page, "overview");
  await page.getByRole("link", { name: "Zahl der Beine" }).click();
  await page.locator(".claims a.statement-text").first().click();
  await page.waitForSelector(".origins li");
  assert.ok((await page.locator("svg.echo a").count()) > 1, "the echo picture has articles");
  assert.ok((await page.locator(".rows > li").count()) > 1, "and the same in words");
  await assertSound(page, "claim");
  await page.locator(".rows a.statement-text").first().click();
  await page.waitForSelector(".card.chosen");
  await assertSound(page, "article");
  await page.goto(`${desk.base}/sources`);
  await assertSound(page, "sources");
  await page.locator(".rows a").first().click();
  await page.waitForSelector("#said");
  await assertSound(page, "source");
  await page.goto(`${desk.base}/search`);
  await page.fill("#q", "Staumauer");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".hits li");
  await assertSound(page, "search");
  await page.goto(`${desk.base}/api`);
  await assertSound(page, "api");
  await page.context().close();
});

test("an editor corrects a stance, and the page shows it", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/search?q=Staumauer`);
  await page.locator(".hits h3 a").last().click();
  await page.locator(".card summary").first().click();
  await page.locator(".card.chosen").getByRole("link", { name: "Berichtigen" }).click();
  await assertSound(page, "correct");
  await page.getByLabel("Die Haltung ist eine andere").check();
  await page.selectOption("#stance", "threatens");
  await page.fill("#note", "geprüft");
  await page.click("main form button");
  await page.waitForSelector(".card");
  assert.ok(await page.locator(".card.chosen .stance", { hasText: "droht" }).first().isVisible());
  await page.context().close();
});

test("an editor merges two sources and splits them again", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/sources?q=Kolbe`);
  const sources = page.locator(".rows a");
  const before = await sources.count();
  assert.ok(before > 1, "the story has two of that name");
  await sources.first().click();
  const named = page.locator(".members li");
  const alone = await named.count();
  await page.locator("summary", { hasText: "vereinen" }).click();
  await page.locator("input[name=with]").first().check();
  await page.getByRole("button", { name: "Vereinen" }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".members li").length > count, alone);
  for (const box of (await page.locator(".members input").all()).slice(alone)) await box.check();
  await page.locator("summary", { hasText: "abtrennen" }).click();
  await page.getByRole("button", { name: "Abtrennen" }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".members li").length === count, alone);
  await assertSound(page, "split");
  await page.context().close();
});

test("claims are chosen by what is done with them, and the choice stays in the form", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/`);
  const all = await page.locator(".claims > li").count();
  await page.locator("summary", { hasText: "Auswählen" }).click();
  await page.selectOption("#stance", "denies");
  await page.getByRole("button", { name: "Anwenden" }).click();
  assert.equal(await page.inputValue("#stance"), "denies");
  const denied = await page.locator(".claims > li").count();
  assert.ok(denied > 0 && denied < all, `${denied} of ${all}`);
  // A denial that is in doubt is listed too, marked as such and without its colour.
  const told = page.locator(".stance", { hasText: /^\s*✗ dementiert\??\s*$/ });
  assert.equal(await page.locator(".claims > li", { has: told }).count(), denied);
  assert.ok((await page.locator(".claims > li", { has: page.locator(".stance.against") }).count()) > 0);
  await assertSound(page, "chosen claims");
  await page.context().close();
});

test("reasons are told in the reader's language, and articles by their headlines", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/claims/c1`);
  const told = await page.locator("#statements ~ .rows").textContent();
  assert.match(told, /gemeinsame Wörter|beruft sich auf|antwortet auf/);
  assert.doesNotMatch(told, /words in common|cites |answers a\d/);
  await page.locator(".rows a.statement-text").first().click();
  assert.doesNotMatch(await page.locator(".imprint").first().textContent(), /T\d\d:\d\d/);
  await page.goto(`${desk.base}/sources?q=Hellriegel`);
  await page.locator(".rows a").first().click();
  assert.ok((await page.locator(".members li").count()) > 1);
  assert.doesNotMatch(await page.locator(".members").textContent(), /urn:/);
  await page.context().close();
});

test("an editor without JavaScript corrects, merges by number and takes the correction back", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(`${desk.base}/search?q=Staumauer`);
  await page.locator(".hits h3 a").first().click();
  const article = page.url();
  await page.locator(".card summary").first().click();
  const stances = () => page.locator(".card .stance").first().textContent();
  const before = (await stances()).trim();
  await page.locator(".card").first().getByRole("link", { name: "Berichtigen" }).click();
  const form = page.url();
  await page.getByLabel("Die Haltung ist eine andere").check();
  await page.selectOption("#stance", "hopes");
  await page.click("main form button");
  assert.match(await stances(), /hofft/);
  await page.goto(form);
  await page.getByLabel("So gelesen ist es richtig").check();
  await page.click("main form button");
  await page.goto(article);
  assert.equal((await stances()).trim(), before);
  await page.goto(`${desk.base}/sources`);
  const [keep, join] = await page.locator(".rows a").evaluateAll((links) => links.slice(-2).map((link) => link.getAttribute("href")));
  await page.goto(desk.base + keep);
  await page.locator("summary", { hasText: "vereinen" }).click();
  await page.fill("#number", join.split("/").pop());
  await page.getByRole("button", { name: "Vereinen" }).click();
  assert.equal(new URL(page.url()).pathname, keep);
  assert.equal((await page.goto(desk.base + join)).status(), 404, "the other one has gone into this one");
  assert.deepEqual(page.faults.filter((fault) => !fault.includes("404")), []);
  await page.context().close();
});

test("the echo picture leads from article to article by keys", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/claims/c1`);
  await page.locator("svg.echo a").first().focus();
  assert.ok((await page.locator("svg.echo a").first().getAttribute("aria-label")).length > 10);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("svg.echo") !== null), true);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".card.chosen");
  await page.context().close();
});

test("without JavaScript everything is there too", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await read(page);
  await page.click('a.number[href="#a2"]');
  assert.ok(await page.locator("#a2 .ladder").isVisible(), "the link opens the card");
  await page.locator(".only-denial").check();
  assert.equal(await page.locator(".card:visible").count(), await page.locator(".card.denial").count());
  for (const path of ["/", "/search?q=Staumauer", "/sources", "/api", "/login"]) {
    const answer = await page.goto(desk.base + path);
    assert.equal(answer.status(), 200, path);
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 820, 1440]) {
    test(`pages hold to their width and contrast, ${colorScheme}, ${width} wide`, async () => {
      const page = await open(browser, { colorScheme, viewport: { width, height: 800 } });
      for (const path of ["/", "/claims/c1", "/sources/e1", "/search?q=Staumauer", "/read"]) {
        await page.goto(desk.base + path);
        await assertSound(page, `${path} ${colorScheme} ${width}`);
      }
      await read(page);
      await page.click('a.number[href="#a2"]');
      await assertSound(page, `a chosen statement ${colorScheme} ${width}`);
      await page.context().close();
    });
  }
}

test("an article that tries to run a script is shown as text", async () => {
  const page = await open(browser);
  for (const hostile of ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea><svg onload=alert(1)>", "javascript:alert(1)"]) {
    await page.goto(`${desk.base}/read`);
    await page.fill("#text", `${hostile}\n\n„Das ${hostile} stimmt“, sagte ${hostile} Lena Brandt. Laut ${hostile} Polizei gab es keine Verletzten.`);
    await page.fill("#outlet", hostile);
    await page.click("main form button");
    await page.waitForSelector(".read");
    assert.ok((await page.locator(".text").textContent()).includes(hostile), hostile);
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("English is a choice that stays", async () => {
  const page = await open(browser);
  await page.goto(`${desk.base}/read`);
  await page.getByRole("link", { name: "English" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.goto(`${desk.base}/`);
  assert.equal(await page.locator("h1").textContent(), "What is claimed");
  await page.context().close();
});
